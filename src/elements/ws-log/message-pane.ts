import { html, nothing, type TemplateResult } from 'lit';
import type { MessageEntry } from '../../core/entry.js';
import type { Wording } from './entry-words.js';
import {
  contentViews,
  MessageContent,
  type ContentPage,
  type ContentView,
  type ViewProblem,
} from './message-content.js';

/** What became of the last press on Copy. */
type CopyResult = 'none' | 'copied' | 'failed';

/** What the pane needs of the element that it stands in. */
export interface MessagePaneHost {
  readonly clientWidth: number;
  requestUpdate(): void;
}

/** Narrower than this, a line of a hex dump has eight bytes: sixteen would have to be scrolled sideways. */
const wideHexPx = 620;

/**
 * One message in the details: the choice of a view, its pages, and the copy button. A message is decoded when a view
 * of it is shown, and goes into the document page by page.
 */
export class MessagePane {
  readonly #host: MessagePaneHost;
  readonly #wording: Wording;
  #message: MessageEntry | undefined;
  #content: MessageContent | undefined;
  #unreadable: string | undefined;
  /** What the reader chose last, kept for the next message that can be looked at so. */
  #preferred: ContentView | undefined;
  #view: ContentView = 'text';
  #pages: ContentPage[] = [];
  #rest: Iterator<ContentPage> = [].values();
  #ahead: ContentPage | undefined;
  #copyResult: CopyResult = 'none';

  constructor(host: MessagePaneHost, wording: Wording) {
    this.#host = host;
    this.#wording = wording;
  }

  /** Shows a message, or none. A `Blob` is read first; a message that is shown meanwhile wins. */
  show(message: MessageEntry | undefined): void {
    this.#message = message;
    this.#content = undefined;
    this.#unreadable = undefined;
    this.#pages = [];
    this.#ahead = undefined;
    this.#copyResult = 'none';
    const given = message?.omitted ? message.omitted.head : message?.data;
    if (given instanceof Blob) void this.#read(given, message);
    else if (given !== undefined) this.#open(given);
  }

  /** The views to choose from. Those that the message cannot be looked at with are disabled. */
  renderViews(): TemplateResult | typeof nothing {
    const words = this.#wording.strings.log;
    const content = this.#content;
    if (!content) return nothing;
    const names: Readonly<Record<ContentView, string>> = {
      json: words.json,
      text: words.plain,
      hex: words.hex,
    };
    return html`
      <div class="views" part="views" role="radiogroup" aria-label=${words.detailsView}>
        ${contentViews.map(
          (view) => html`
            <label part="view ${view === this.#view ? 'selected' : ''}">
              <input
                type="radio"
                name="view"
                .value=${view}
                .checked=${view === this.#view}
                ?disabled=${content.problemOf(view) !== undefined}
                @change=${() => {
                  this.#preferred = view;
                  this.#choose(view);
                  this.#host.requestUpdate();
                }}
              />
              <span>${names[view]}</span>
            </label>
          `,
        )}
      </div>
    `;
  }

  /** The copy button and what became of it. */
  renderCopy(): TemplateResult | typeof nothing {
    const { common } = this.#wording.strings;
    const results: Readonly<Record<CopyResult, string>> = {
      none: '',
      copied: common.copied,
      failed: common.copyFailed,
    };
    if (!this.#content || this.#message?.omitted) return nothing;
    return html`
      <span class="copy-result ${this.#copyResult}" part="copy-result" aria-live="polite"
        >${results[this.#copyResult]}</span
      >
      <button class="quiet copy-button" part="button copy-button" @click=${() => this.#copy()}>
        ${common.copy}
      </button>
    `;
  }

  /** The message itself; `footer` scrolls with it, at its end. */
  render(footer: TemplateResult): TemplateResult {
    const { strings, number } = this.#wording;
    const words = strings.log;
    if (this.#unreadable !== undefined) {
      return html`<p class="hint" part="problem">${words.unreadable(this.#unreadable)}</p>`;
    }
    const content = this.#content;
    if (!content) return html`<p class="hint">${words.reading}</p>`;
    const shown = this.#pages.at(-1)?.shown;
    const unit = content.isBinary || this.#view === 'hex' ? strings.common.bytes : words.characters;
    return html`
      ${this.#message?.omitted ? html`<p class="hint" part="problem">${words.omittedDetail}</p>` : nothing}
      ${this.#renderProblem(content)}
      <div class="content" part="content" role="group" aria-label=${words.content} tabindex="0">
        ${content.length === 0 ? html`<p class="hint">${words.emptyMessage}</p>` : nothing}
        ${this.#pages.map(
          ({ columns }) =>
            html`<div class="page ${this.#view}">
              ${columns.map((column) => html`<pre>${column}</pre>`)}
            </div>`,
        )}
        ${
          this.#ahead
            ? html`
                <p class="more">
                  <button part="button more-button" @click=${() => this.#showMore()}>
                    ${words.showMore}
                  </button>
                  ${
                    shown === undefined
                      ? nothing
                      : html`<span
                          >${words.shownPart(number(shown), unit(number(content.lengthOf(this.#view))))}</span
                        >`
                  }
                </p>
              `
            : nothing
        }
        ${footer}
      </div>
    `;
  }

  #renderProblem(content: MessageContent): TemplateResult | typeof nothing {
    const problem = content.problemOf('json');
    if (!problem || !this.#isWorthSaying(content, problem)) return nothing;
    return html`<p class="hint" part="problem">${problemWords(problem, this.#wording)}</p>`;
  }

  /** Plain words are no wrong JSON, nor are bytes that are not text a mistake. */
  #isWorthSaying(content: MessageContent, problem: ViewProblem): boolean {
    if (problem.kind === 'not-utf8') return false;
    return problem.kind === 'too-large' || content.looksLikeJson;
  }

  async #read(blob: Blob, message: MessageEntry | undefined): Promise<void> {
    try {
      const buffer = await blob.arrayBuffer();
      if (this.#message === message) this.#open(buffer);
    } catch (error) {
      if (this.#message === message)
        this.#unreadable = error instanceof Error ? error.message : String(error);
    }
    this.#host.requestUpdate();
  }

  #open(given: string | ArrayBuffer): void {
    const content = new MessageContent(typeof given === 'string' ? given : new Uint8Array(given));
    this.#content = content;
    const preferred = this.#preferred;
    this.#choose(preferred && !content.problemOf(preferred) ? preferred : content.bestView);
  }

  #choose(view: ContentView): void {
    this.#view = view;
    this.#copyResult = 'none';
    this.#pages = [];
    const hexColumns = this.#host.clientWidth < wideHexPx ? 8 : 16;
    this.#rest = this.#content?.pages(view, hexColumns) ?? [].values();
    this.#ahead = this.#nextPage();
    this.#showMore();
  }

  /** One page is always made ahead, to know whether there is more. */
  #showMore(): void {
    if (this.#ahead) this.#pages = [...this.#pages, this.#ahead];
    this.#ahead = this.#nextPage();
    this.#host.requestUpdate();
  }

  #nextPage(): ContentPage | undefined {
    const step = this.#rest.next();
    return step.done ? undefined : step.value;
  }

  async #copy(): Promise<void> {
    const message = this.#message;
    try {
      await navigator.clipboard.writeText(this.#content?.copyOf(this.#view) ?? '');
      if (this.#message === message) this.#copyResult = 'copied';
    } catch {
      if (this.#message === message) this.#copyResult = 'failed';
    }
    this.#host.requestUpdate();
  }
}

function problemWords(problem: ViewProblem, { strings, number }: Wording): string {
  const words = strings.log;
  if (problem.kind === 'too-large') return words.tooLargeForJson;
  if (problem.kind === 'not-utf8') return words.notUtf8(problem.error.message, number(problem.error.offset));
  if (!problem.error) return words.notJsonAnywhere;
  return words.notJson(problem.error.message, number(problem.error.line), number(problem.error.column));
}
