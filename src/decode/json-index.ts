import type { LocatedError } from './decoder.js';
import { JsonTokens } from './json-tokens.js';
import { Uint32Column } from './uint32-column.js';

/** The root has no container around it. */
const none = 0xffff_ffff;

/** Beyond so many values a tree is no help, and its index would take more memory than most messages. */
const maxNodes = 8_000_000;

/** Tokens between two looks at the clock, and code units of white space or of a string. */
const tokensPerLook = 512;
const unitsPerLook = 262_144;

/** What a value is, by its first character (RFC 8259 §3). */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'true' | 'false' | 'null';

/** A place in the text: `start` included, `end` not. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Where every value of a JSON text stands, found in one walk that can be stopped and gone on with at any time: what was
 * found so far can be asked for meanwhile. Nothing is parsed into objects, so numbers stay as they are written, keys
 * keep their order and their repetitions, and any depth can be held. 16 bytes a value and 20 a container, in columns.
 *
 * Values ("nodes") are numbered in the order of the text: a container comes before what is in it. Node 0 is the root.
 */
export class JsonIndex {
  readonly text: string;
  /** At most so many values are held; the walk ends at the next one, and `isCut` says so. */
  readonly maxNodes: number;
  readonly #tokens: JsonTokens;
  /** By node: where its key starts (its value, where it has none), its value, its container, its place in there. */
  readonly #keys = new Uint32Column();
  readonly #values = new Uint32Column();
  readonly #owners = new Uint32Column();
  readonly #positions = new Uint32Column();
  /** By container, in the order of their nodes: the node, its end (0 while open), the node after it, its members. */
  readonly #nodes = new Uint32Column();
  readonly #ends = new Uint32Column();
  readonly #afters = new Uint32Column();
  readonly #counts = new Uint32Column();
  readonly #open: number[] = [];
  #owner = none;
  #key = -1;
  #isDone = false;
  #isCut = false;

  constructor(text: string, limit = maxNodes) {
    this.text = text;
    this.maxNodes = limit;
    this.#tokens = new JsonTokens(text);
  }

  /** How many values were found so far. */
  get length(): number {
    return this.#values.length;
  }

  /** How many of them are objects and arrays. */
  get containerCount(): number {
    return this.#nodes.length;
  }

  /** Whether the walk has ended: at the end of the text, at a mistake, or because there are too many values. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** Whether there are more values than are held. The text behind was not looked at. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** The mistake at which the walk ended. */
  get error(): LocatedError | undefined {
    return this.#tokens.error;
  }

  /** How far the text was walked, from 0 to 1. */
  get progress(): number {
    return this.#isDone ? 1 : this.#tokens.readTo / this.text.length;
  }

  /** Walks on until the end or until `isOver()`, which is asked about every 0.1 ms. Gives `isDone`. */
  step(isOver: () => boolean): boolean {
    const tokens = this.#tokens;
    while (!this.#isDone) {
      tokens.pauseAt = tokens.readTo + unitsPerLook;
      for (let left = tokensPerLook; left > 0 && !this.#isCut && tokens.next(); left--) this.#take();
      if (this.#isCut || tokens.error || tokens.isAtEnd) this.#isDone = true;
      else if (isOver()) break;
    }
    return this.#isDone;
  }

  /** What a value is. */
  kind(node: number): JsonKind {
    return kinds[this.text.charAt(this.#values.get(node))] ?? 'number';
  }

  /** Where a value starts. */
  valueStart(node: number): number {
    return this.#values.get(node);
  }

  /** Where the key of a member starts, with its quote; `undefined` for the root and elements of arrays. */
  keyStart(node: number): number | undefined {
    const start = this.#keys.get(node);
    return start === this.#values.get(node) ? undefined : start;
  }

  /** A key with its quotes. No further than `maxUnits` is read: a longer key is cut. */
  keySpan(node: number, maxUnits = Infinity): TextSpan | undefined {
    const start = this.keyStart(node);
    return start === undefined ? undefined : { start, end: stringEnd(this.text, start, maxUnits) };
  }

  /** A value as it is written. No further than `maxUnits` is read: a longer one is cut, and one not wholly walked. */
  valueSpan(node: number, maxUnits = Infinity): TextSpan {
    const start = this.#values.get(node);
    const kind = this.kind(node);
    if (kind === 'string') return { start, end: stringEnd(this.text, start, maxUnits) };
    const container = this.containerOf(node);
    const end =
      container === undefined
        ? bareEnd(this.text, start, maxUnits)
        : this.#ends.get(container) || this.text.length;
    return { start, end: Math.min(end, start + maxUnits) };
  }

  /** Which container a node is, by their order; `undefined` for values that hold no others. */
  containerOf(node: number): number | undefined {
    const code = this.text.charCodeAt(this.#values.get(node));
    return code === 0x7b || code === 0x5b ? this.#nodes.lowerBound(node) : undefined;
  }

  /** The node of a container. */
  nodeOf(container: number): number {
    return this.#nodes.get(container);
  }

  /** The first container whose node is `node` or a later one; `containerCount` if there is none. */
  firstContainerFrom(node: number): number {
    return this.#nodes.lowerBound(node);
  }

  /** Whether the end of a container was not found yet. */
  isOpen(container: number): boolean {
    return this.#ends.get(container) === 0;
  }

  /** The first node after all that is in a container, or how many there are so far. */
  after(container: number): number {
    return this.isOpen(container) ? this.length : this.#afters.get(container);
  }

  /** How many members or elements a container has, so far. */
  count(container: number): number {
    return this.#counts.get(container);
  }

  /** The node that a node is in; `undefined` for the root. */
  parent(node: number): number | undefined {
    const owner = this.#ownerOf(node);
    return owner === none ? undefined : this.#nodes.get(owner);
  }

  /** The place among the members or elements of its container, from 0. */
  position(node: number): number {
    return this.#positions.get(node);
  }

  /** How many members or elements its container has, so far; 1 for the root. */
  siblings(node: number): number {
    const owner = this.#ownerOf(node);
    return owner === none ? 1 : this.#counts.get(owner);
  }

  /** How many containers are around a node. O(depth). */
  depth(node: number): number {
    let depth = 0;
    for (let owner = this.#ownerOf(node); owner !== none; depth++) {
      owner = this.#ownerOf(this.#nodes.get(owner));
    }
    return depth;
  }

  /** The last node that starts at an offset of the text or before it; the root where there is none. */
  nodeAt(offset: number): number {
    return Math.max(0, this.#keys.lowerBound(offset + 1) - 1);
  }

  /** The root was perhaps not found yet. */
  #ownerOf(node: number): number {
    return node < this.length ? this.#owners.get(node) : none;
  }

  #take(): void {
    const { type, start, end } = this.#tokens;
    if (type === 'key') this.#key = start;
    else if (type === '}' || type === ']') {
      this.#ends.set(this.#owner, end);
      this.#afters.set(this.#owner, this.length);
      this.#open.pop();
      this.#owner = this.#open.at(-1) ?? none;
    } else if (type !== ',' && type !== ':') this.#add(type === '{' || type === '[', start);
  }

  #add(isContainer: boolean, start: number): void {
    if (this.length >= this.maxNodes) {
      this.#isCut = true;
      return;
    }
    const owner = this.#owner;
    const position = owner === none ? 0 : this.#counts.get(owner);
    if (owner !== none) this.#counts.set(owner, position + 1);
    this.#keys.push(this.#key < 0 ? start : this.#key);
    this.#owners.push(owner);
    this.#positions.push(position);
    const node = this.#values.push(start);
    this.#key = -1;
    if (!isContainer) return;
    this.#owner = this.#nodes.push(node);
    this.#open.push(this.#owner);
    this.#ends.push(0);
    this.#afters.push(0);
    this.#counts.push(0);
  }
}

const kinds: Readonly<Record<string, JsonKind>> = {
  '{': 'object',
  '[': 'array',
  '"': 'string',
  t: 'true',
  f: 'false',
  n: 'null',
};

/** Where the string that starts at `start` ends, its last quote included; what is not wholly there ends with the text. */
function stringEnd(text: string, start: number, maxUnits: number): number {
  const limit = Math.min(text.length, start + maxUnits);
  for (let at = start + 1; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) at++;
  }
  return limit;
}

/** Where a number, `true`, `false` or `null` ends. */
function bareEnd(text: string, start: number, maxUnits: number): number {
  const limit = Math.min(text.length, start + maxUnits);
  let at = start;
  while (at < limit && !' \n\r\t,]}'.includes(text.charAt(at))) at++;
  return at;
}
