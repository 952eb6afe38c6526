import type { TextSpan } from '../../decode/json-index.js';
import type { MessageSearch } from '../../decode/message-search.js';
import type { SlicedWork } from './frame-slices.js';
import type { LineWindow } from './line-window.js';

/** A part of a text node. */
export interface TextPlace {
  readonly node: Text;
  readonly start: number;
  readonly end: number;
}

/**
 * A message as lines, of which only the visible ones exist. Places in it are those of its search: code units of the
 * text, or bytes.
 */
export interface MessageView {
  readonly window: LineWindow;
  /** What is still to be worked out; the lines found so far are shown meanwhile. */
  readonly work: SlicedWork & { readonly progress: number };
  /** Where what is visible begins. */
  readonly position: number;
  /** Takes notice of what the work has found. */
  update(): void;
  /** A search in this view. Not begun. */
  search(typed: string): MessageSearch;
  /** Makes a place visible, at once or as soon as the work has come so far. */
  reveal(place: number): void;
  /** What of the message a line shows. */
  spanOf(line: number): TextSpan;
  /** Where a part of the message stands in a painted line. */
  placesOf(element: HTMLElement, line: number, span: TextSpan): TextPlace[];
  /** Called after each paint, with the lines that are in the document. */
  onPainted: (() => void) | undefined;
}
