import type { TimeSlices } from './time-slices.js';

/** The file has bytes that are no UTF-8 text. */
export class NotUtf8Error extends Error {}

/** So much of a file is decoded in one go: some 2 ms. */
const pieceBytes = 1_048_576;

/**
 * Reads a file as UTF-8, piece by piece, and lets the page go on in between. A byte order mark at its beginning is left
 * out. Throws a `NotUtf8Error` at the piece that has a mistake; nothing is replaced by U+FFFD.
 *
 * @param onRead told how many bytes have been read
 */
export async function* fileText(
  file: Blob | string,
  slices: TimeSlices,
  onRead: (readBytes: number) => void,
): AsyncGenerator<string> {
  if (typeof file === 'string') {
    for (let start = 0; start < file.length; start += pieceBytes) {
      yield file.slice(start, start + pieceBytes);
      onRead(Math.min(file.length, start + pieceBytes));
    }
    return;
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let start = 0; start < file.size; start += pieceBytes) {
    const end = Math.min(file.size, start + pieceBytes);
    const bytes = await file.slice(start, end).arrayBuffer();
    let text = '';
    try {
      text = decoder.decode(bytes, { stream: end < file.size });
    } catch {
      throw new NotUtf8Error(
        `This is no UTF-8 text: there is a mistake in the bytes ${start} to ${end}. Nothing from there on was read.`,
      );
    }
    yield text;
    onRead(end);
    if (slices.isOver) await slices.pause();
  }
}
