import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { EntryLog } from '../../core/entry-log.js';
import { icon } from '../shared/icons.js';
import { LazyModule } from '../shared/lazy-module.js';
import type { Wording } from './entry-words.js';
import type { ExportPanel } from './export-panel.js';
import type { ImportPanel } from './import-panel.js';
import type { RowSource } from './row-source.js';

/** What an export is of. */
export interface RecordSubject {
  readonly log: EntryLog;
  /** What the filter shows; `undefined` where it shows all. */
  readonly rows: RowSource | undefined;
  /** The address of the endpoint; `''` where none is set. */
  readonly url: string;
  /** The name of the file that the log was read from, if it was. */
  readonly fileName: string | undefined;
}

/** What export and import need of the element that they stand in. */
export interface RecordHost extends ReactiveControllerHost, EventTarget {
  readonly shadowRoot: ShadowRoot | null;
}

/** How export and import reach the log. */
export interface RecordHooks {
  /** What can be exported now; `undefined` where there is no log. */
  subject(): RecordSubject | undefined;
  /** Shows a log that was read from a file. */
  show(imported: { readonly log: EntryLog; readonly name: string }): void;
}

/** The buttons Import and Export, and a place to drop files. What they open is fetched when it is wanted. */
export class RecordControls implements ReactiveController {
  readonly #host: RecordHost;
  readonly #wording: Wording;
  readonly #hooks: RecordHooks;
  readonly #exportPanel: LazyModule<ExportPanel>;
  readonly #importPanel: LazyModule<ImportPanel>;
  #opened: 'export' | 'import' | undefined;

  constructor(host: RecordHost, wording: Wording, hooks: RecordHooks) {
    this.#host = host;
    this.#wording = wording;
    this.#hooks = hooks;
    host.addController(this);
    const close = () => this.#close();
    this.#exportPanel = new LazyModule(host, async () => {
      const { ExportPanel } = await import('./export-panel.js');
      return new ExportPanel(host, wording, { subject: () => hooks.subject(), close });
    });
    this.#importPanel = new LazyModule(host, async () => {
      const { ImportPanel } = await import('./import-panel.js');
      return new ImportPanel(host, wording, { show: (imported) => hooks.show(imported), close });
    });
  }

  hostConnected(): void {
    this.#host.addEventListener('dragover', this.#onDragOver);
    this.#host.addEventListener('dragleave', this.#onDragLeave);
    this.#host.addEventListener('drop', this.#onDrop);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('dragover', this.#onDragOver);
    this.#host.removeEventListener('dragleave', this.#onDragLeave);
    this.#host.removeEventListener('drop', this.#onDrop);
    this.#exportPanel.value?.stop();
    this.#importPanel.value?.stop();
    this.#opened = undefined;
  }

  /** The buttons for the bar. */
  renderButtons(): TemplateResult {
    const words = this.#wording.strings.log;
    return html`<button
        class="quiet"
        part="button import-button"
        title=${words.import}
        @click=${this.#chooseFile}
      >
        ${icon('upload')}<span class="word">${words.import}</span>
      </button>
      <input class="file" type="file" accept=".ndjson,.jsonl,.json,.har" hidden @change=${this.#onChosen} />
      <button
        class="quiet"
        part="button export-button"
        title=${words.export}
        aria-disabled=${String(!this.#hooks.subject()?.log.length)}
        aria-haspopup="dialog"
        @click=${this.#openExport}
      >
        ${icon('download')}<span class="word">${words.export}</span>
      </button>`;
  }

  /** What is open, over the list. */
  renderPanel(): TemplateResult | typeof nothing {
    if (this.#opened === undefined) return nothing;
    const module = this.#opened === 'export' ? this.#exportPanel : this.#importPanel;
    if (module.value) return module.value.render();
    if (!module.failed) return nothing;
    return html`<p class="empty" part="problem">${this.#wording.strings.common.partMissing}</p>`;
  }

  #open(panel: 'export' | 'import'): void {
    this.#opened = panel;
    this.#host.requestUpdate();
  }

  /** The focus goes back to the button that opened what closes. */
  #close(): void {
    const button = this.#host.shadowRoot?.querySelector<HTMLElement>(`[part~="${this.#opened}-button"]`);
    this.#opened = undefined;
    this.#host.requestUpdate();
    button?.focus();
  }

  readonly #openExport = (): void => {
    if (!this.#hooks.subject()?.log.length) return;
    this.#importPanel.value?.stop();
    this.#open('export');
    void this.#exportPanel.load().then((panel) => panel?.open());
  };

  readonly #chooseFile = (): void => {
    void this.#importPanel.load();
    this.#host.shadowRoot?.querySelector<HTMLInputElement>('input.file')?.click();
  };

  readonly #onChosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = ''; // so that the same file can be chosen again
    if (files.length > 0) this.#import(files);
  };

  readonly #onDragOver = (event: Event): void => {
    const { dataTransfer } = event as DragEvent;
    if (!dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'copy';
    void this.#importPanel.load().then((panel) => {
      if (this.#opened === 'export') return;
      this.#open('import');
      panel?.invite();
    });
  };

  readonly #onDragLeave = (event: Event): void => {
    const { relatedTarget } = event as DragEvent;
    if (relatedTarget instanceof Node && this.#host.shadowRoot?.host.contains(relatedTarget)) return;
    this.#importPanel.value?.uninvite();
  };

  readonly #onDrop = (event: Event): void => {
    const { dataTransfer } = event as DragEvent;
    if (!dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#import([...dataTransfer.files]);
  };

  #import(files: readonly File[]): void {
    this.#exportPanel.value?.stop();
    this.#open('import');
    void this.#importPanel.load().then((panel) => panel?.read(files));
  }
}
