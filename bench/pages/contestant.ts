/** A page that is flooded, in the terms in which all of them are measured. */
export interface Contestant {
  /** Connects to an address. Resolves when the socket has closed. */
  connect(url: string): Promise<void>;
  /** How many messages have arrived on the page's main thread so far. Costs nothing a message. */
  received(): number;
  /** The list that shows them. Absent where nothing is shown. */
  readonly list?: () => HTMLElement;
  /** What the newest shown row of a message says. */
  readonly newestRow?: () => string;
  /** Adds a message as if it had been received. */
  readonly push?: (text: string) => void;
  /** Closes the socket. */
  readonly disconnect?: () => void;
  /** Empties what is shown and kept. */
  readonly clear?: () => void;
}
