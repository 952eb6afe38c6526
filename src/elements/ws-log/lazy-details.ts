import { html, nothing, type TemplateResult } from 'lit';
import type { Entry } from '../../core/entry.js';
import type { EntryLog } from '../../core/entry-log.js';
import type { EntryDetails } from './entry-details.js';
import type { Wording } from './entry-words.js';

/** What the details need of the element that they stand in. */
export interface DetailsHost {
  readonly shadowRoot: ShadowRoot | null;
  requestUpdate(): void;
}

/**
 * `EntryDetails` whose module is fetched when they are first wanted: most readers of a page choose no row. What is
 * chosen meanwhile is shown once it is there.
 */
export class LazyDetails {
  readonly #host: DetailsHost;
  readonly #wording: Wording;
  readonly #onClose: () => void;
  #details: EntryDetails | undefined;
  #loading: Promise<void> | undefined;
  #failure: string | undefined;
  #entry: Entry | undefined;
  #sizeBytes: number | undefined;
  #log: EntryLog | undefined;

  /** @param onClose called when the reader asks to close the details; they are not closed by themselves */
  constructor(host: DetailsHost, wording: Wording, onClose: () => void) {
    this.#host = host;
    this.#wording = wording;
    this.#onClose = onClose;
  }

  /** The entry that is shown, or will be. */
  get entry(): Entry | undefined {
    return this.#entry;
  }

  /** Fetches the module, unless that was done or is under way. A failure is told, and the next call tries again. */
  readonly load = (): void => {
    this.#loading ??= this.#fetch();
  };

  /**
   * Shows an entry, or nothing. `sizeBytes` is that of its message on the wire, where it is known; what came before it is
   * looked up in `log`.
   */
  show(entry: Entry | undefined, sizeBytes?: number, log?: EntryLog): void {
    this.#entry = entry;
    this.#sizeBytes = sizeBytes;
    if (this.#details) this.#details.show(entry, sizeBytes, log);
    else this.#log = log;
    if (entry) this.load();
    this.#host.requestUpdate();
  }

  /** The pane, or nothing where no entry is shown. `isHeld` tells whether the log still has the entry. */
  render(isHeld: boolean): TemplateResult | typeof nothing {
    if (!this.#entry) return nothing;
    if (this.#details) return this.#details.render(isHeld);
    const words = this.#wording.strings.log;
    if (this.#failure === undefined) return nothing;
    return html`<p class="empty" part="problem">${words.detailsFailed(this.#failure)}</p>`;
  }

  async #fetch(): Promise<void> {
    try {
      const { EntryDetails, detailsSheets } = await import('./entry-details.js');
      const { shadowRoot } = this.#host;
      const sheets = detailsSheets.map(({ styleSheet }) => styleSheet).filter((sheet) => sheet !== undefined);
      if (shadowRoot) shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, ...sheets];
      this.#details = new EntryDetails(this.#host, this.#wording, this.#onClose);
      this.#details.show(this.#entry, this.#sizeBytes, this.#log);
      this.#log = undefined;
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      this.#loading = undefined;
    }
    this.#host.requestUpdate();
  }
}
