import { html, nothing, render, svg, type TemplateResult } from 'lit';
import type { MessageEntry } from '../../core/entry.js';
import type { Wording } from './entry-words.js';
import { FindBar } from './find-bar.js';
import { FrameSlices, type SlicedWork } from './frame-slices.js';
import { HexView } from './hex-view.js';
import { jsonBar } from './json-bar.js';
import { JsonTree } from './json-tree.js';
import { contentViews, MessageContent, type ContentView, type ViewProblem } from './message-content.js';
import type { MessageView } from './message-view.js';
import { messageWords } from './message-words.js';
import { TextView } from './text-view.js';

/** What became of the last press on a copy button. */
type CopyResult = 'none' | 'copied' | 'failed';

/** What the pane needs of the element that it stands in. */
export interface MessagePaneHost {
  requestUpdate(): void;
}

/** A shorter text is found in by looking at it. */
const searchedUnits = 80;

/** How long a message is looked at before it is decided how to show it: long enough for 300 KB of JSON. */
const firstLookMs = 8;

/**
 * One message in the details: the choice of a view, the view, the search in it, and the copy buttons. A message is read
 * in slices between frames; what was read so far is shown meanwhile.
 */
export class MessagePane {
  readonly #host: MessagePaneHost;
  readonly #wording: Wording;
  readonly #find: FindBar;
  readonly #slices: FrameSlices;
  readonly #footer = document.createElement('div');
  #message: MessageEntry | undefined;
  #content: MessageContent | undefined;
  #unreadable: string | undefined;
  /** What the reader chose last, kept for the next message that can be looked at so. */
  #preferred: ContentView | undefined;
  #view: ContentView = 'text';
  #shown: MessageView | undefined;
  #isSizeWanted = false;
  #copyResult: CopyResult = 'none';

  constructor(host: MessagePaneHost, wording: Wording) {
    this.#host = host;
    this.#wording = wording;
    this.#slices = new FrameSlices(
      () => this.#works(),
      () => {
        this.#onSlice();
      },
    );
    this.#find = new FindBar(
      {
        requestUpdate: () => {
          host.requestUpdate();
        },
        workChanged: () => {
          this.#slices.start();
        },
      },
      wording,
    );
  }

  /** The size of the message on the wire, once it was counted. */
  get sizeBytes(): number | undefined {
    const bytes = this.#message?.omitted ? undefined : this.#content?.bytes;
    return bytes?.isDone ? bytes.sizeBytes : undefined;
  }

  /** Shows a message, or none. A `Blob` is read first; a message that is shown meanwhile wins. */
  show(message: MessageEntry | undefined, isSizeKnown: boolean): void {
    this.#message = message;
    this.#content = undefined;
    this.#shown = undefined;
    this.#find.view = undefined;
    this.#slices.stop();
    this.#unreadable = undefined;
    this.#isSizeWanted = !isSizeKnown && !message?.omitted;
    this.#copyResult = 'none';
    const given = message?.omitted ? message.omitted.head : message?.data;
    if (given instanceof Blob) void this.#read(given, message);
    else if (given !== undefined) this.#open(given);
  }

  /** The views to choose from. Those that the message cannot be looked at with are disabled. */
  renderViews(): TemplateResult | typeof nothing {
    const words = messageWords(this.#wording);
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
                }}
              />
              <span>${names[view]}</span>
            </label>
          `,
        )}
      </div>
    `;
  }

  /** The button that copies the message, and what became of copying. */
  renderCopy(): TemplateResult | typeof nothing {
    const { common } = this.#wording.strings;
    const results: Readonly<Record<CopyResult, string>> = {
      none: '',
      copied: common.copied,
      failed: common.copyFailed,
    };
    const content = this.#content;
    if (!content || this.#message?.omitted) return nothing;
    return html`
      <span class="copy-result ${this.#copyResult}" part="copy-result" aria-live="polite"
        >${results[this.#copyResult]}</span
      >
      <button
        class="quiet copy-button"
        part="button copy-button"
        @click=${() => this.#copy(content.copyOf(this.#view))}
      >
        ${common.copy}
      </button>
    `;
  }

  /** The message itself; `footer` scrolls with it, at its end. */
  render(footer: TemplateResult): TemplateResult {
    const { log } = this.#wording.strings;
    const words = messageWords(this.#wording);
    if (this.#unreadable !== undefined) {
      return html`<p class="hint" part="problem">${words.unreadable(this.#unreadable)}</p>`;
    }
    const content = this.#content;
    const shown = this.#shown;
    if (!content || !shown) return html`<p class="hint">${log.reading}</p>`;
    render(
      html`${content.length === 0 ? html`<p class="hint">${log.emptyMessage}</p>` : nothing}${footer}`,
      this.#footer,
    );
    return html`
      ${this.#message?.omitted ? html`<p class="hint" part="problem">${words.omittedDetail}</p>` : nothing}
      ${this.#renderProblem(content)} ${this.#renderTools(content, shown)} ${shown.window.scroller}
      ${shown instanceof JsonTree ? this.#renderJsonBar(shown) : nothing}
    `;
  }

  #renderTools(content: MessageContent, shown: MessageView): TemplateResult | typeof nothing {
    const words = messageWords(this.#wording);
    const isTree = shown instanceof JsonTree && shown.work.containerCount > 0;
    if (!isTree && content.length <= searchedUnits) return nothing;
    const { isDone, progress } = shown.work;
    return html`
      <div class="message-tools" part="message-tools">
        ${this.#find.render()}
        ${
          isDone
            ? nothing
            : html`<span class="progress"
                >${words.progress(this.#wording.number(Math.floor(progress * 100)))}</span
              >`
        }
        ${
          isTree
            ? html`<span class="tree-tools">
                ${toolButton(words.expandAll, 'm4 6 4 4 4-4', () => shown.expandAll())}
                ${toolButton(words.collapseAll, 'm6 4 4 4-4 4', () => shown.collapseAll())}
              </span>`
            : nothing
        }
      </div>
    `;
  }

  #renderJsonBar(tree: JsonTree): TemplateResult {
    return jsonBar(tree.work, tree.active, this.#wording, {
      copy: (text) => void this.#copy(text),
      showInText: (offset) => {
        this.#showInText(offset);
      },
    });
  }

  #renderProblem(content: MessageContent): TemplateResult | typeof nothing {
    const problem = content.problemOf('json');
    const words = messageWords(this.#wording);
    if (content.json?.isCut) {
      const count = this.#wording.number(content.json.length);
      return html`<p class="hint" part="problem">${words.treeCut(count)}</p>`;
    }
    // plain words are no wrong JSON, nor are bytes that are not text a mistake
    if (problem?.kind !== 'not-json' || !content.looksLikeJson) return nothing;
    const { offset } = problem.error;
    return html`<p class="hint" part="problem">
      ${problemWords(problem, this.#wording)}
      <button class="quiet" part="button" @click=${() => this.#showInText(offset)}>
        ${words.showMistake}
      </button>
    </p>`;
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
    const endMs = performance.now() + firstLookMs;
    content.json?.step(() => performance.now() >= endMs);
    const preferred = this.#preferred;
    this.#choose(preferred && !content.problemOf(preferred) ? preferred : content.bestView);
  }

  #choose(view: ContentView): void {
    const content = this.#content;
    if (!content) return;
    this.#view = view;
    this.#copyResult = 'none';
    this.#shown = this.#make(view, content);
    this.#shown.window.scroller.append(this.#footer);
    this.#find.view = this.#shown;
    this.#slices.startNow();
  }

  #make(view: ContentView, content: MessageContent): MessageView {
    const label = messageWords(this.#wording).content;
    const onWork = () => {
      this.#slices.startNow();
    };
    const { json } = content;
    if (view === 'json' && json) return new JsonTree(json, this.#wording, () => this.#host.requestUpdate());
    if (view === 'hex') return new HexView(content.bytes, label, onWork);
    return new TextView(content.text ?? '', label, onWork);
  }

  #showInText(offset: number): void {
    if (this.#view !== 'text') this.#choose('text');
    this.#shown?.reveal(offset);
  }

  #works(): SlicedWork[] {
    const content = this.#content;
    const works = [this.#shown?.work, this.#find.work, content?.json, this.#isSizeWanted && content?.bytes];
    return works.filter((work) => typeof work === 'object');
  }

  #onSlice(): void {
    if (this.#view === 'json' && this.#content?.problemOf('json')) this.#choose('text');
    this.#shown?.update();
    this.#find.update();
    this.#host.requestUpdate();
  }

  async #copy(text: string): Promise<void> {
    const message = this.#message;
    try {
      await navigator.clipboard.writeText(text);
      if (this.#message === message) this.#copyResult = 'copied';
    } catch {
      if (this.#message === message) this.#copyResult = 'failed';
    }
    this.#host.requestUpdate();
  }
}

function toolButton(name: string, path: string, onClick: () => void): TemplateResult {
  return html`<button class="quiet" part="button" aria-label=${name} title=${name} @click=${onClick}>
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${path} />`}</svg>
    <span class="word" aria-hidden="true">${name}</span>
  </button>`;
}

function problemWords(problem: ViewProblem, wording: Wording): string {
  const { number } = wording;
  const words = messageWords(wording);
  if (problem.kind === 'not-utf8') return words.notUtf8(problem.error.message, number(problem.error.offset));
  return words.notJson(problem.error.message, number(problem.error.line), number(problem.error.column));
}
