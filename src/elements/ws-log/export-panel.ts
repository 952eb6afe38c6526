import { html, nothing, type TemplateResult } from 'lit';
import { showControls } from '../../decode/text.js';
import { exportBlob, type ExportProgress, type ExportSummary } from '../../record/export-log.js';
import { exportFileName, logFormats, type LogFormat } from '../../record/log-format.js';
import { icon } from '../shared/icons.js';
import { download } from './download.js';
import type { Wording } from './entry-words.js';
import { adoptPanelStyles } from './record-panel.styles.js';
import type { RecordHost, RecordSubject } from './record-controls.js';
import { recordWords } from './record-words.js';
import { shownCount, shownSequences } from './shown-sequences.js';

/** What the panel asks for. */
export interface ExportPanelHooks {
  subject(): RecordSubject | undefined;
  close(): void;
}

/** What became of the last export. */
type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'done'; readonly name: string; readonly summary: ExportSummary }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly why: string };

/** Counts in the panel are brought up to date so often. */
const countsEveryMs = 500;

/**
 * Asks what of a log to write into a file, and in which format; writes it in slices and hands it to the browser. The
 * format is kept from one time to the next; redaction is on again each time.
 */
export class ExportPanel {
  readonly #host: RecordHost;
  readonly #wording: Wording;
  readonly #hooks: ExportPanelHooks;
  #format: LogFormat = 'ndjson';
  #takesShown = true;
  #redacts = true;
  #running: AbortController | undefined;
  #progress: ExportProgress | undefined;
  #outcome: Outcome = { kind: 'none' };
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: RecordHost, wording: Wording, hooks: ExportPanelHooks) {
    this.#host = host;
    this.#wording = wording;
    this.#hooks = hooks;
    adoptPanelStyles(host.shadowRoot);
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLDialogElement>('.record-panel.modal') ?? null;
  }

  /** Called when the panel is about to be shown. */
  open(): void {
    this.#redacts = true;
    this.#takesShown = true;
    this.#outcome = { kind: 'none' };
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#host.requestUpdate(), countsEveryMs);
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      if (this.#dialog?.isConnected && !this.#dialog.open) this.#dialog.showModal();
      this.#dialog?.querySelector<HTMLElement>('input:checked')?.focus();
    });
  }

  /** Called when the panel goes away. What is being written is called off. */
  stop(): void {
    clearInterval(this.#timer);
    this.#running?.abort();
  }

  render(): TemplateResult {
    const words = recordWords(this.#wording);
    const isRunning = this.#running !== undefined;
    return html`
      <dialog
        class="record-panel modal"
        part="panel"
        aria-label=${words.exportLabel}
        @cancel=${this.#onCancel}
      >
        <form @submit=${this.#onSubmit}>
          <header>
            <h2>${words.exportLabel}</h2>
            <button
              type="button"
              class="quiet close"
              part="button close-button"
              aria-label=${words.closeExport}
              @click=${this.#close}
            >
              ${icon('close')}
            </button>
          </header>
          <fieldset ?disabled=${isRunning}>
            <legend>${words.what}</legend>
            ${this.#renderWhat()}
          </fieldset>
          <fieldset ?disabled=${isRunning}>
            <legend>${words.format}</legend>
            <div class="formats">${logFormats.map((format) => this.#renderFormat(format))}</div>
          </fieldset>
          <label class="choice">
            <input
              type="checkbox"
              .checked=${this.#redacts}
              ?disabled=${isRunning}
              aria-describedby="redact-hint"
              @change=${this.#onRedact}
            />
            <span>${words.redact}</span>
          </label>
          <p class="hint" id="redact-hint">${words.redactHint}</p>
          <div class="commands">
            ${isRunning ? this.#renderProgress() : html`<button class="primary" part="button">${words.download}</button>`}
            <p class="outcome ${this.#outcome.kind}" aria-live="polite">${this.#outcomeWords()}</p>
          </div>
        </form>
      </dialog>
    `;
  }

  #renderWhat(): TemplateResult {
    const words = recordWords(this.#wording);
    const subject = this.#hooks.subject();
    const rows = subject?.rows;
    const entries = (count: number) => words.entries(count, this.#wording.number(count));
    const takesShown = this.#takesShown && rows !== undefined;
    const choice = (takes: boolean, text: string, isDisabled: boolean) => html`
      <label class="choice ${isDisabled ? 'disabled' : ''}">
        <input
          type="radio"
          name="export-what"
          .checked=${takes === takesShown}
          ?disabled=${isDisabled}
          @change=${() => {
            this.#takesShown = takes;
            this.#host.requestUpdate();
          }}
        />
        <span>${text}</span>
      </label>
    `;
    return html`
      ${choice(false, words.wholeLog(entries(subject?.log.length ?? 0)), false)}
      ${choice(true, rows ? words.shownRows(entries(shownCount(rows))) : words.noFilter, !rows)}
    `;
  }

  #renderFormat(format: LogFormat): TemplateResult {
    const words = recordWords(this.#wording);
    return html`
      <label class="choice">
        <input
          type="radio"
          name="export-format"
          .checked=${format === this.#format}
          aria-describedby="format-${format}"
          @change=${() => {
            this.#format = format;
            this.#host.requestUpdate();
          }}
        />
        <span>
          <span class="name">${words.formats[format]}</span>
          <span class="hint" id="format-${format}" aria-hidden="true">${words.formatHints[format]}</span>
        </span>
      </label>
    `;
  }

  #renderProgress(): TemplateResult {
    const words = recordWords(this.#wording);
    const { done = 0, total = 1 } = this.#progress ?? {};
    const { number } = this.#wording;
    return html`
      <button type="button" part="button" @click=${this.#cancel}>${words.cancelExport}</button>
      <progress aria-label=${words.exporting} max=${Math.max(1, total)} .value=${done}></progress>
      ${
        this.#progress
          ? html`<span class="count">${words.progress(number(done), number(total))}</span>`
          : nothing
      }
    `;
  }

  #outcomeWords(): string {
    const words = recordWords(this.#wording);
    const outcome = this.#outcome;
    const entries = (count: number) => words.entries(count, this.#wording.number(count));
    switch (outcome.kind) {
      case 'none':
        return '';
      case 'cancelled':
        return words.exportCancelled;
      case 'failed':
        return words.exportFailed(showControls(outcome.why));
      case 'done': {
        const { written, missing } = outcome.summary;
        const handed = words.exported(outcome.name, entries(written));
        return missing === 0 ? handed : `${handed} ${words.missing(entries(missing))}`;
      }
    }
  }

  async #export(subject: RecordSubject): Promise<void> {
    const { log, rows } = subject;
    const running = new AbortController();
    this.#running = running;
    this.#progress = undefined;
    this.#outcome = { kind: 'none' };
    this.#host.requestUpdate();
    try {
      const { blob, summary } = await exportBlob(log, {
        format: this.#format,
        keepSecrets: !this.#redacts,
        signal: running.signal,
        ...(rows && this.#takesShown && { sequences: shownSequences(rows) }),
        onProgress: (progress) => {
          this.#progress = progress;
          this.#host.requestUpdate();
        },
      });
      running.signal.throwIfAborted();
      const name = exportFileName(placeOf(subject), Date.now(), this.#format);
      download(blob, name);
      this.#outcome = { kind: 'done', name, summary };
    } catch (error) {
      this.#outcome = running.signal.aborted
        ? { kind: 'cancelled' }
        : { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
    this.#running = undefined;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#keepFocus());
  }

  /** What had the focus is gone or disabled: the button that is there now gets it. */
  #keepFocus(): void {
    const dialog = this.#dialog;
    const focused = this.#host.shadowRoot?.activeElement;
    if (focused && focused !== dialog && !focused.matches(':disabled')) return;
    dialog?.querySelector<HTMLElement>('.commands button')?.focus();
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const subject = this.#hooks.subject();
    if (!subject || this.#running) return;
    void this.#export(subject);
    void this.#host.updateComplete.then(() => this.#keepFocus());
  };

  readonly #onRedact = (event: Event): void => {
    this.#redacts = (event.target as HTMLInputElement).checked;
  };

  readonly #cancel = (): void => {
    this.#running?.abort();
  };

  readonly #close = (): void => {
    this.stop();
    // first, because nothing outside of an open modal dialog can have the focus
    this.#dialog?.close();
    this.#hooks.close();
  };

  /** Escape. */
  readonly #onCancel = (event: Event): void => {
    event.preventDefault();
    this.#close();
  };
}

/** What a file is named after: the host of the endpoint, or the name of an imported file without its extension. */
function placeOf({ url, fileName }: RecordSubject): string {
  if (fileName !== undefined) return fileName.replace(/\.[^.]*$/, '');
  try {
    return new URL(url, location.href.replace(/^http/, 'ws')).host;
  } catch {
    return '';
  }
}
