/** Text that no other message has: Chromium keeps equal strings once, which would falsify a memory figure. */
const template = (seq: number) =>
  `{"seq":${digits(seq, 8)},"type":"${kinds[seq % kinds.length] ?? ''}","symbol":"BTC-USD","price":"${digits(seq * 7919, 6)}.25",` +
  `"size":"0.${digits(seq * 104_729, 6)}","trader":"${digits(seq * 15_485_863, 8)}",`;

const kinds = ['trade', 'quote', 'depth', 'order'] as const;
const filler = 'abcdefghijklmnopqrstuvwxyz '.repeat(8);

/** The message with a number: JSON of exactly `sizeBytes` ASCII bytes (150 or more). It begins `{"seq":1` + 7 digits. */
export function floodMessage(seq: number, sizeBytes: number): string {
  const start = template(seq);
  const room = sizeBytes - start.length - '"note":""}'.length;
  return `${start}"note":"${filler.repeat(Math.ceil(room / filler.length)).slice(0, room)}"}`;
}

/** Starts with 1, so that the number has as many digits as any: JSON allows no leading zero. */
function digits(value: number, length: number): string {
  return String(10 ** (length - 1) + (value % (9 * 10 ** (length - 1))));
}
