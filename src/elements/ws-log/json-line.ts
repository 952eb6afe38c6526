import type { JsonIndex } from '../../decode/json-index.js';
import { showControls } from '../../decode/text.js';
import type { Wording } from './entry-words.js';
import { messageWords } from './message-words.js';

/** How much of a key or a value a line of the tree has at most, in code units. */
export const jsonLineUnits = 400;

/** How much of an object or an array is told in one line while it is collapsed. */
const previewUnits = 120;

/** What a line of the tree says, ready for text nodes. */
export interface JsonLine {
  /** The key as it is written, the place in an array, or nothing for the root. */
  readonly name: string;
  readonly isKey: boolean;
  /** The value as it is written, cut where it is long; of objects and arrays their beginning, or brackets if expanded. */
  readonly value: string;
  /** How many keys or items there are; empty for everything else. */
  readonly members: string;
}

/** Words a line of the tree. `expanded` is missing where there is nothing to expand. */
export function jsonLine(
  index: JsonIndex,
  node: number,
  expanded: boolean | undefined,
  wording: Wording,
): JsonLine {
  const key = index.keySpan(node, jsonLineUnits);
  const isElement = !key && index.parent(node) !== undefined;
  return {
    name: key
      ? written(index.text, key.start, key.end, jsonLineUnits)
      : isElement
        ? `${index.position(node)}`
        : '',
    isKey: key !== undefined,
    value: valueText(index, node, expanded),
    members: membersText(index, node, wording),
  };
}

function valueText(index: JsonIndex, node: number, expanded: boolean | undefined): string {
  const isContainer = index.containerOf(node) !== undefined;
  const { text } = index;
  const { start, end } = index.valueSpan(node, isContainer ? previewUnits : jsonLineUnits);
  if (!isContainer) return written(text, start, end, jsonLineUnits);
  const opening = text.charAt(start);
  const closing = opening === '{' ? '}' : ']';
  if (expanded === undefined)
    return index.count(index.containerOf(node) ?? 0) === 0 ? opening + closing : opening;
  if (expanded) return opening;
  // line ends stand between tokens only (RFC 8259 §7): what is around them is indentation
  const preview = text.slice(start, end).replace(/[ \t]*[\r\n]\s*/g, ' ');
  return showControls(end - start < previewUnits ? preview : `${preview}… ${closing}`);
}

function membersText(index: JsonIndex, node: number, wording: Wording): string {
  const container = index.containerOf(node);
  if (container === undefined || index.count(container) === 0) return '';
  const words = messageWords(wording);
  const count = index.count(container);
  const shown = `${wording.number(count)}${index.isOpen(container) ? '…' : ''}`;
  return index.kind(node) === 'object' ? words.keys(count, shown) : words.items(count, shown);
}

function written(text: string, start: number, end: number, mostUnits: number): string {
  const isCut = end - start >= mostUnits;
  return showControls(text.slice(start, end)) + (isCut ? '…' : '');
}
