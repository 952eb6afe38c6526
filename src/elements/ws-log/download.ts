/** Some browsers read the file only a while after the click. */
const keptMs = 60_000;

/** Hands a file to the browser, which asks the reader where to, or puts it where downloads go. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keptMs);
}
