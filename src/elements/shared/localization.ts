import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { en, type Strings } from './en.js';

/** Some of the words, section by section; what is missing stays English. */
export type StringsOverlay = { readonly [Section in keyof Strings]?: Partial<Strings[Section]> };

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
  locales.set(locale.toLowerCase(), words as Strings);
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
