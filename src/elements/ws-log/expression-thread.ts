/** A regular expression in its two parts, as it can be posted. */
export interface ExpressionParts {
  readonly source: string;
  readonly flags: string;
}

/** The expressions of a filter that a reader or an author wrote. Each may be missing. */
export interface Expressions {
  /** What an entry must match. */
  readonly include: ExpressionParts | undefined;
  /** What it must not match. */
  readonly exclude: ExpressionParts | undefined;
  /** What makes it one to be folded. */
  readonly fold: ExpressionParts | undefined;
}

/** Texts in one string: the n-th ends at `ends[n]`, and the next one begins there. */
export interface TextPack {
  readonly text: string;
  readonly ends: Uint32Array;
}

/** What a thread is told. `part` is the beginning of the text of the next pack, which has one text then. */
export type ThreadRequest =
  | { readonly type: 'expressions'; readonly expressions: Expressions }
  | { readonly type: 'part'; readonly text: string }
  | { readonly type: 'test'; readonly id: number; readonly pack: TextPack }
  | { readonly type: 'find'; readonly id: number; readonly pack: TextPack };

/**
 * What a thread answers. `test`: a mark for each text, 1 for one that passes, plus 2 for one to be folded. `find`: for
 * each match of `include`, which text it is in and its start and end there; matches of nothing are left out.
 */
export type ThreadAnswer =
  | { readonly type: 'ready' }
  | { readonly type: 'test'; readonly id: number; readonly marks: Uint8Array }
  | { readonly type: 'find'; readonly id: number; readonly places: Uint32Array };

/** What a thread needs of a worker's global. */
export interface ThreadScope {
  postMessage(answer: ThreadAnswer, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ThreadRequest>) => void): void;
}

/**
 * Tests texts against expressions for whoever posts them. It must use nothing from outside itself: where the script of
 * this module cannot be a worker, its source text is made into one.
 */
export function serveExpressions(scope: ThreadScope): void {
  const mostPlaces = 64;
  let include: RegExp | undefined;
  let exclude: RegExp | undefined;
  let fold: RegExp | undefined;
  let beginning: string[] = [];

  const expressionOf = (parts: ExpressionParts | undefined, more = '') =>
    parts && new RegExp(parts.source, parts.flags + more);
  let all: RegExp | undefined;

  const markOf = (text: string): number => {
    if (include && !include.test(text)) return 0;
    if (exclude?.test(text)) return 0;
    return fold?.test(text) ? 3 : 1;
  };

  const eachText = ({ text, ends }: TextPack, visit: (text: string, place: number) => void): void => {
    let start = 0;
    ends.forEach((end, place) => {
      visit(text.slice(start, end), place);
      start = end;
    });
  };

  scope.addEventListener('message', ({ data }) => {
    if (data.type === 'expressions') {
      include = expressionOf(data.expressions.include);
      exclude = expressionOf(data.expressions.exclude);
      fold = expressionOf(data.expressions.fold);
      all = expressionOf(data.expressions.include, 'g');
    } else if (data.type === 'part') {
      beginning.push(data.text);
    } else if (data.type === 'test') {
      const marks = new Uint8Array(data.pack.ends.length);
      if (beginning.length > 0) {
        marks[0] = markOf([...beginning, data.pack.text].join(''));
        beginning = [];
      } else {
        eachText(data.pack, (text, place) => {
          marks[place] = markOf(text);
        });
      }
      scope.postMessage({ type: 'test', id: data.id, marks }, [marks.buffer]);
    } else {
      const found: number[] = [];
      eachText(data.pack, (text, place) => {
        let count = 0;
        for (const match of all ? text.matchAll(all) : []) {
          if (match[0] !== '') found.push(place, match.index, match.index + match[0].length);
          if (++count >= mostPlaces) break;
        }
      });
      const places = Uint32Array.from(found);
      scope.postMessage({ type: 'find', id: data.id, places }, [places.buffer]);
    }
  });
  scope.postMessage({ type: 'ready' });
}

// The page imports this module too, for the source text of the function.
if (!('document' in globalThis) && 'WorkerGlobalScope' in globalThis) {
  serveExpressions(globalThis as unknown as ThreadScope);
}
