/**
 * Messages that were received one after another and are handed over together, in columns. A socket that lives
 * elsewhere (in a worker) gives these instead of an event a message, which is most of what a message costs.
 *
 * Text lies end to end in two strings, binary in one buffer, so that a pack costs the same to hand over however
 * many messages are in it. ASCII has a string of its own: one "é" makes a whole string two bytes a code unit.
 */
export interface MessagePack {
  /** How many messages there are. */
  readonly count: number;
  /** When each arrived, on the scale of `SocketEvent.timeStamp`. */
  readonly times: Float64Array;
  /** Where each lies: one of `packPlaces`. */
  readonly places: Uint8Array;
  /** UTF-16 code units of text, bytes of binary; nothing to go by for what lies in `whole`. */
  readonly lengths: Uint32Array;
  /** The texts that are ASCII, end to end. */
  readonly ascii: string;
  /** The other texts, end to end. */
  readonly wide: string;
  /** The binary messages, end to end. */
  readonly bytes: ArrayBuffer;
  /** Messages too large to lie beside others, as they came. */
  readonly whole: readonly (string | ArrayBuffer)[];
}

/** Which column of a pack holds a message, by number. */
export const packPlaces = { ascii: 0, wide: 1, bytes: 2, whole: 3 } as const;

/**
 * Calls back for each message of a pack, in the order of their arrival, with its data and its time. A text is a
 * slice, which keeps its pack's whole string alive for as long as it is itself; binary is a copy.
 */
export function eachMessage(
  pack: MessagePack,
  tell: (data: string | ArrayBuffer, timeStamp: number) => void,
): void {
  const { count, times, places, lengths, ascii, wide, bytes, whole } = pack;
  let asciiAt = 0;
  let wideAt = 0;
  let bytesAt = 0;
  let wholeAt = 0;
  for (let row = 0; row < count; row++) {
    const length = lengths[row] ?? 0;
    let data: string | ArrayBuffer;
    if (places[row] === packPlaces.ascii) data = ascii.slice(asciiAt, (asciiAt += length));
    else if (places[row] === packPlaces.wide) data = wide.slice(wideAt, (wideAt += length));
    else if (places[row] === packPlaces.bytes) data = bytes.slice(bytesAt, (bytesAt += length));
    else data = whole[wholeAt++] ?? '';
    tell(data, times[row] ?? 0);
  }
}
