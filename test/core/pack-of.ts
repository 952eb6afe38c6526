import { packPlaces, type MessagePack } from '../../src/core/message-pack.js';

/** A message and when it came. */
export type TimedMessage = readonly [data: string | ArrayBuffer, timeStamp: number];

/** Packs messages in the simplest way; whatever has more than `wholeUnits` code units or bytes lies by itself. */
export function packOf(messages: readonly TimedMessage[], wholeUnits = Infinity): MessagePack {
  const place = (data: string | ArrayBuffer) => {
    if ((typeof data === 'string' ? data.length : data.byteLength) > wholeUnits) return packPlaces.whole;
    if (typeof data !== 'string') return packPlaces.bytes;
    return /^[\x00-\x7f]*$/.test(data) ? packPlaces.ascii : packPlaces.wide;
  };
  const data = messages.map(([message]) => message);
  const at = (wanted: number) => data.filter((message) => place(message) === wanted);
  const bytes = at(packPlaces.bytes).flatMap((message) => [...new Uint8Array(message as ArrayBuffer)]);
  return {
    count: messages.length,
    times: Float64Array.from(messages, ([, timeStamp]) => timeStamp),
    places: Uint8Array.from(data, place),
    lengths: Uint32Array.from(data, (message) =>
      typeof message === 'string' ? message.length : message.byteLength,
    ),
    ascii: (at(packPlaces.ascii) as string[]).join(''),
    wide: (at(packPlaces.wide) as string[]).join(''),
    bytes: Uint8Array.from(bytes).buffer,
    whole: at(packPlaces.whole),
  };
}
