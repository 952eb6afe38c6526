import { waitUntil } from '@open-wc/testing';
import type { LogPage } from './ws-log-page.js';

/** A file that a page handed to the browser. */
export interface Downloaded {
  readonly name: string;
  readonly blob: Blob;
}

/** Takes the downloads of a page in place of the browser, until `release` is called. */
export function takeDownloads(): {
  readonly files: Downloaded[];
  readonly revoked: string[];
  readonly release: () => void;
} {
  const files: Downloaded[] = [];
  const revoked: string[] = [];
  const blobs = new Map<string, Blob>();
  const { createObjectURL, revokeObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  const { setTimeout } = window;
  URL.createObjectURL = (blob) => {
    const url = createObjectURL.call(URL, blob);
    blobs.set(url, blob as Blob);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    revoked.push(url);
    revokeObjectURL.call(URL, url);
  };
  HTMLAnchorElement.prototype.click = function () {
    files.push({ name: this.download, blob: blobs.get(this.href)! });
  };
  // nobody waits a minute here
  window.setTimeout = ((callback: () => void, delayMs = 0) =>
    setTimeout(callback, delayMs > 30_000 ? 0 : delayMs)) as typeof window.setTimeout;
  return {
    files,
    revoked,
    release: () => {
      Object.assign(URL, { createObjectURL, revokeObjectURL });
      HTMLAnchorElement.prototype.click = click;
      window.setTimeout = setTimeout;
    },
  };
}

/** The dialog that Export or Import has opened, by its name. */
export function dialogOf(page: LogPage, name: string): HTMLDialogElement | undefined {
  return page.shadow.querySelector<HTMLDialogElement>(`dialog[open][aria-label="${name}"]`) ?? undefined;
}

/** Presses Export, and waits for the dialog. */
export async function openExport(page: LogPage): Promise<HTMLDialogElement> {
  page.button('Export')?.click();
  await waitUntil(() => dialogOf(page, 'Export messages'), 'no export dialog');
  return dialogOf(page, 'Export messages')!;
}

/** A choice in a dialog by the beginning of its words. */
export function choice(dialog: HTMLElement, words: string): HTMLInputElement {
  const label = [...dialog.querySelectorAll('label')].find((each) => each.innerText.trim().startsWith(words));
  if (!label?.control) throw new Error(`no choice ${words}: ${dialog.innerText}`);
  return label.control as HTMLInputElement;
}

/** Chooses a file as the picker would. */
export function chooseFile(page: LogPage, ...files: File[]): void {
  const input = page.shadow.querySelector<HTMLInputElement>('input[type=file]')!;
  input.files = transferOf(files).files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Drags files onto the log, and drops them. */
export function dropFiles(page: LogPage, ...files: File[]): void {
  dragFiles(page, 'drop', files);
}

/** One step of dragging files over the log; gives whether the log took it. */
export function dragFiles(page: LogPage, type: 'dragover' | 'dragleave' | 'drop', files: File[]): boolean {
  const options = { bubbles: true, composed: true, cancelable: true };
  const event = new DragEvent(type, { ...options, dataTransfer: transferOf(files) });
  return !page.list.dispatchEvent(event);
}

function transferOf(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}
