import type { Problem } from './problem.js';

/** What {@link parseSubprotocols} read. */
export interface SubprotocolList {
  /** Every entry in order, as it was written; wrong ones too, so that the browser says what we said. */
  readonly protocols: readonly string[];
  /** Offsets point into the text, or for an array into its entries joined by `, `. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the subprotocols to offer from comma-separated text (`a, b`), from the text of a JSON array
 * (`["a", "b"]`), or from an array. Nothing, `null` and blank text give an empty list. Never throws.
 */
export function parseSubprotocols(value: string | readonly string[] | null | undefined): SubprotocolList {
  void value;
  return { protocols: [], problems: [] };
}
