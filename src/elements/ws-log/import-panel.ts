import { html, nothing, type TemplateResult } from 'lit';
import type { EntryLog } from '../../core/entry-log.js';
import { showControls } from '../../decode/text.js';
import { importLog, type ImportedLog, type ImportProgress } from '../../record/import-log.js';
import { ImportError, type ImportProblem } from '../../record/import-problem.js';
import { icon } from '../shared/icons.js';
import type { Wording } from './entry-words.js';
import type { RecordHost } from './record-controls.js';
import { adoptPanelStyles } from './record-panel.styles.js';
import { recordWords } from './record-words.js';

/** What the panel asks for. */
export interface ImportPanelHooks {
  /** Shows the log that was read. */
  show(imported: { readonly log: EntryLog; readonly name: string }): void;
  close(): void;
}

/** What there is to say. */
type Standing =
  | { readonly kind: 'inviting' }
  | { readonly kind: 'reading'; readonly name: string; readonly progress?: ImportProgress }
  | { readonly kind: 'told'; readonly words: readonly string[]; readonly problems?: Problems };

interface Problems {
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
}

/**
 * Reads a file into a log of its own, and says what is wrong with it. A file without a fault is shown and nothing is
 * said; from a faulty one, what is good is shown; where nothing is, the log that was shown stays.
 */
export class ImportPanel {
  readonly #host: RecordHost;
  readonly #wording: Wording;
  readonly #hooks: ImportPanelHooks;
  #running: AbortController | undefined;
  #standing: Standing = { kind: 'inviting' };

  constructor(host: RecordHost, wording: Wording, hooks: ImportPanelHooks) {
    this.#host = host;
    this.#wording = wording;
    this.#hooks = hooks;
    adoptPanelStyles(host.shadowRoot);
  }

  /** Says that a file that is dragged may be dropped. */
  invite(): void {
    if (this.#running || this.#standing.kind === 'inviting') return;
    this.#standing = { kind: 'inviting' };
    this.#host.requestUpdate();
  }

  /** The file was dragged away again. */
  uninvite(): void {
    if (this.#standing.kind === 'inviting') this.#hooks.close();
  }

  /** Reads a file, and shows it. A second one is read in place of the first. */
  read(files: readonly File[]): void {
    this.#running?.abort();
    const [file] = files;
    if (file && files.length === 1) void this.#import(file);
    else this.#tell({ words: [recordWords(this.#wording).oneFile] });
  }

  /** Called when the panel goes away. What is being read is called off. */
  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#standing = { kind: 'inviting' };
  }

  render(): TemplateResult {
    const words = recordWords(this.#wording);
    const standing = this.#standing;
    if (standing.kind === 'inviting') return html`<p class="drop-hint" part="panel">${words.dropHint}</p>`;
    return html`
      <dialog
        open
        class="record-panel"
        part="panel"
        aria-label=${words.importLabel}
        @keydown=${this.#onKeydown}
      >
        ${standing.kind === 'reading' ? this.#renderReading(standing) : this.#renderTold(standing)}
      </dialog>
    `;
  }

  #renderReading({ name, progress }: Standing & { kind: 'reading' }): TemplateResult {
    const words = recordWords(this.#wording);
    const { readBytes = 0, totalBytes = 1 } = progress ?? {};
    const reading = words.reading(showControls(name));
    return html`
      <p aria-live="polite">${reading}</p>
      <div class="commands">
        <button part="button" @click=${this.#close}>${words.cancelImport}</button>
        <progress aria-label=${reading} max=${Math.max(1, totalBytes)} .value=${readBytes}></progress>
      </div>
    `;
  }

  #renderTold({ words: told, problems }: Standing & { kind: 'told' }): TemplateResult {
    const words = recordWords(this.#wording);
    const list = problems?.problems ?? [];
    const isCut = problems !== undefined && problems.problemCount > list.length;
    return html`
      <button
        class="quiet close"
        part="button close-button"
        aria-label=${words.closeImport}
        @click=${this.#close}
      >
        ${icon('close')}
      </button>
      <div role="alert">${told.map((sentence) => html`<p>${sentence}</p>`)}</div>
      ${isCut ? html`<p class="hint">${words.moreProblems(this.#wording.number(list.length))}</p>` : nothing}
      ${
        list.length > 0
          ? html`<ul class="problems" part="problem">
              ${list.map((problem) => html`<li>${this.#problemWords(problem)}</li>`)}
            </ul>`
          : nothing
      }
    `;
  }

  #problemWords({ message, line, column }: ImportProblem): string {
    const words = recordWords(this.#wording);
    const { number } = this.#wording;
    const shown = showControls(message);
    if (line === undefined) return shown;
    const place =
      column === undefined ? words.line(number(line)) : words.lineAndColumn(number(line), number(column));
    return `${place}: ${shown}`;
  }

  async #import(file: File): Promise<void> {
    const words = recordWords(this.#wording);
    const name = showControls(file.name);
    const running = new AbortController();
    this.#running = running;
    this.#standing = { kind: 'reading', name };
    this.#host.requestUpdate();
    try {
      const imported = await importLog(file, {
        signal: running.signal,
        onProgress: (progress) => {
          if (this.#running !== running) return;
          this.#standing = { kind: 'reading', name, progress };
          this.#host.requestUpdate();
        },
      });
      if (this.#running !== running) return;
      this.#running = undefined;
      this.#hooks.show({ log: imported.log, name });
      this.#tellOf(imported, name);
    } catch (error) {
      if (this.#running !== running) return;
      this.#running = undefined;
      const problems = error instanceof ImportError ? error : problemsOf(error);
      this.#tell({ words: [words.importFailed(name)], problems });
    }
  }

  /** Says what is not as it should be with a file that was read; nothing of one that is. */
  #tellOf({ log, problems, problemCount, dropped }: ImportedLog, name: string): void {
    const words = recordWords(this.#wording);
    const { number } = this.#wording;
    const entries = (count: number) => words.entries(count, number(count));
    const told: string[] = [];
    if (problemCount > 0) {
      const counted = words.problems(problemCount, number(problemCount));
      told.push(words.importedPartly(name, entries(log.length), counted));
    }
    if (dropped > 0) told.push(words.importedLate(entries(dropped)));
    if (told.length > 0) this.#tell({ words: told, problems: { problems, problemCount } });
    else this.#close();
  }

  #tell(told: { readonly words: readonly string[]; readonly problems?: Problems }): void {
    this.#standing = { kind: 'told', ...told };
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      this.#host.shadowRoot?.querySelector<HTMLElement>('.record-panel .close')?.focus();
    });
  }

  readonly #close = (): void => {
    this.stop();
    this.#hooks.close();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  };
}

/** What the browser says when it cannot read a file, such as one that was moved meanwhile. */
function problemsOf(error: unknown): Problems {
  const message = error instanceof Error ? error.message : String(error);
  return { problems: [{ message }], problemCount: 1 };
}
