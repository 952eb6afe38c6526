/**
 * Which fields of a frame are lit: those pointed at or focused, else the one that was pressed. All it needs of the
 * elements is the attribute `data-field`, with the names of fields.
 */
export class FieldLights {
  readonly #onChange: () => void;
  #pointed = '';
  #focused = '';
  #pinned = '';

  /** @param onChange called when other fields are lit */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Whether a field is kept lit, or has the focus: somebody is looking at this frame. */
  get isHeld(): boolean {
    return this.#pinned !== '' || this.#focused !== '';
  }

  /** The field that is kept lit; `''` for none. */
  get pinned(): string {
    return this.#pinned;
  }

  /** Whether any of the named fields is lit. */
  isLit(fields: string): boolean {
    const lit = (this.#pointed || this.#focused || this.#pinned).split(' ');
    return fields.split(' ').some((field) => field !== '' && lit.includes(field));
  }

  /** Keeps a field lit, and lets go of any other. */
  pin(field: string): void {
    this.#pinned = field;
    this.#onChange();
  }

  /** Lets go of all. */
  reset(): void {
    this.#pointed = this.#focused = this.#pinned = '';
  }

  readonly onPointerOver = (event: Event): void => {
    this.#pointed = fieldAt(event);
    this.#onChange();
  };

  readonly onPointerLeave = (): void => {
    this.#pointed = '';
    this.#onChange();
  };

  readonly onFocusIn = (event: Event): void => {
    this.#focused = fieldAt(event);
    this.#onChange();
  };

  readonly onFocusOut = (): void => {
    this.#focused = '';
    this.#onChange();
  };

  readonly onPress = (event: Event): void => {
    const field = fieldAt(event);
    if (field) this.pin(field === this.#pinned ? '' : field);
  };

  /** Moves from field to field by the arrow keys, Home and End: they are one tab stop. */
  readonly onKeyDown = (event: KeyboardEvent): void => {
    const button = (event.target as Element).closest('button');
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !button) return;
    const buttons = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('th button')];
    const at = buttons.indexOf(button);
    const places: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: buttons.length - 1,
    };
    const place = places[event.key];
    if (at < 0 || place === undefined) return;
    event.preventDefault();
    for (const each of buttons) each.tabIndex = -1;
    const next = buttons[Math.max(0, Math.min(place, buttons.length - 1))];
    if (next) next.tabIndex = 0;
    next?.focus();
  };
}

function fieldAt(event: Event): string {
  return (event.target as Element).closest<HTMLElement>('[data-field]')?.dataset['field'] ?? '';
}
