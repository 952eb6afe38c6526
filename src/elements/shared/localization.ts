import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FrameWords } from '../ws-frame/frame-words.js';
import type { FilterWords } from '../ws-log/filter-words.js';
import type { MessageWords } from '../ws-log/message-words.js';
import type { RecordWords } from '../ws-log/record-words.js';
import type { TrafficWords } from '../ws-log/traffic-words.js';
import type { SnippetWords } from '../ws-snippet/snippet-words.js';
import { en, type Strings } from './en.js';

/** Words that come with a module that is loaded when it is needed, by section: see `lazyWords`. */
export interface LazySections {
  readonly filter: FilterWords;
  readonly frame: FrameWords;
  readonly message: MessageWords;
  readonly record: RecordWords;
  readonly snippet: SnippetWords;
  readonly traffic: TrafficWords;
}

/** Some of the words, section by section; what is missing stays English. */
export type StringsOverlay = {
  readonly [Section in keyof (Strings & LazySections)]?: Partial<(Strings & LazySections)[Section]>;
};

const locales = new Map<string, Strings>([['en', en]]);

/**
 * Adds or replaces the words of a locale. Call it before elements render, for instance beside the import.
 * @param locale a BCP 47 language tag; `de` also serves `de-AT`
 */
export function registerStrings(locale: string, overlay: StringsOverlay): void {
  const words = Object.fromEntries(
    Object.entries(en).map(([section, english]) => [
      section,
      { ...english, ...overlay[section as keyof Strings] },
    ]),
  );
  // the words of lazy modules are kept as they are: their English is not here yet
  locales.set(locale.toLowerCase(), { ...overlay, ...words } as Strings);
}

/**
 * The words of a section that a lazy module brings along: those of the locale, and the module's own English for what the
 * locale leaves out.
 */
export function lazyWords<Section extends keyof LazySections>(
  strings: Strings,
  section: Section,
  english: LazySections[Section],
): LazySections[Section] {
  return { ...english, ...(strings as Partial<LazySections>)[section] };
}

/**
 * Gives an element its words and formats numbers in its language: that of the nearest `lang` attribute, through
 * shadow roots, or the document's. Read when the element connects and on each of its updates.
 */
export class Localization implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #language = '';
  #strings: Strings = en;
  #numbers: Intl.NumberFormat | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** The words in the element's language. */
  get strings(): Strings {
    return this.#strings;
  }

  /** The element's language, `en` where none is named. */
  get language(): string {
    return this.#language || 'en';
  }

  /** A whole number with the separators of the element's language. */
  number(value: number): string {
    this.#numbers ??= new Intl.NumberFormat(this.language);
    return this.#numbers.format(value);
  }

  hostConnected(): void {
    this.#read();
  }

  hostUpdate(): void {
    this.#read();
  }

  #read(): void {
    const language = languageOf(this.#host);
    if (language === this.#language) return;
    this.#language = language;
    this.#strings = stringsFor(language);
    this.#numbers = undefined;
  }
}

function stringsFor(language: string): Strings {
  const tag = language.toLowerCase();
  return locales.get(tag) ?? locales.get(tag.split('-')[0] ?? '') ?? en;
}

/** The language in force at an element; `''` where none is named or the name is no language tag. */
function languageOf(element: Element): string {
  let named: Element | null = element;
  while (named && !named.closest('[lang]')) {
    const root: Node = named.getRootNode();
    named = root instanceof ShadowRoot ? root.host : null;
  }
  const language = named?.closest('[lang]')?.getAttribute('lang') ?? '';
  try {
    return Intl.getCanonicalLocales(language)[0] ?? '';
  } catch {
    return '';
  }
}
