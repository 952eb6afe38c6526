/** A text as the URL parser reads it, and the way back to what was typed. */
export interface CleanText {
  /** Without spaces and controls at both ends, and without tabs and line breaks anywhere. */
  readonly text: string;
  /** Where a character of `text` stands in what was typed; its length gives the end. */
  readonly at: (index: number) => number;
}

/** What the URL parser drops before it looks at anything (WHATWG URL, basic URL parser, steps 1-3). */
export function cleanText(typed: string): CleanText {
  let first = 0;
  let last = typed.length;
  while (first < last && typed.charCodeAt(first) <= 0x20) first++;
  while (last > first && typed.charCodeAt(last - 1) <= 0x20) last--;
  const places: number[] = [];
  let text = '';
  for (let index = first; index < last; index++) {
    const character = typed.charAt(index);
    if (character === '\t' || character === '\n' || character === '\r') continue;
    places.push(index);
    text += character;
  }
  return { text, at: (index) => places[index] ?? last };
}
