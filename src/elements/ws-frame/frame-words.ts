import { lazyWords, type Localization } from '../shared/localization.js';

/** The English words of a frame, which come with its module. */
const english = {
  source: 'Frame of',
  sources: { entry: 'A logged message', encode: 'A message to write', decode: 'Bytes to read' },
  kind: 'Kind',
  kinds: { text: 'Text', binary: 'Binary', ping: 'Ping', pong: 'Pong', close: 'Close' },
  text: 'Payload as text',
  hexPayload: 'Payload in hexadecimal',
  code: 'Close code',
  reason: 'Close reason',
  fragments: 'Frames',
  masked: 'Masked, as a client must',
  key: 'Masking key',
  newKey: 'New key',
  keyProblem: 'A masking key is four bytes: eight hexadecimal digits.',
  fragmentsProblem: (most: string) => `A whole number from 1 to ${most}.`,
  nextKeys: 'A client takes a new key for each frame; those after the first are made up here.',
  takeApart: 'Read these bytes',
  bytes: 'Bytes in hexadecimal',
  sender: 'Sent by',
  senders: { either: 'Either side', client: 'The client', server: 'The server' },
  deflate: 'permessage-deflate was negotiated',
  example: 'Example',
  examples: {
    hello: 'Text, not masked',
    masked: 'Text, masked',
    fragmented: 'Two fragments and a ping',
    compressed: 'Compressed text',
    long: 'A length that is too long',
    control: 'A ping in fragments',
    utf8: 'Text that is not UTF-8',
    code: 'A forbidden close code',
  },
  ownBytes: 'Own bytes',
  sound: 'No rule is broken.',
  found: (count: string) => (count === '1' ? '1 problem' : `${count} problems`),
  moreProblems: (count: string) => `and ${count} more`,
  atByte: (offset: string, hex: string) => `Byte ${offset} (0x${hex})`,
  waiting: 'unfinished',
  line: (line: string, column: string, message: string) => `Line ${line}, column ${column}: ${message}`,
  noBytes: 'No bytes yet: paste some, or choose an example.',
  bytesCut: (shown: string) => `Only the first ${shown} bytes are read.`,
  textCut: (shown: string) => `Only the first ${shown} characters are taken.`,
  frames: 'Frames',
  frameName: (number: string, kind: string, size: string, fin: string) =>
    `${number} · ${kind} · ${size} · FIN ${fin}`,
  moreFrames: (count: string) => `and ${count} more frames`,
  reserved: 'reserved',
  diagram: 'Bits',
  table: 'Fields of the frame',
  field: 'Field',
  bits: 'Bits',
  value: 'Value',
  meaning: 'Meaning',
  wire: 'Bytes on the wire',
  lights: 'Point at a field, or move to it with the arrow keys, to see its bytes; press it to keep them lit.',
  payload: 'Payload',
  onWire: 'On the wire',
  maskedBytes: 'Masked',
  keyBytes: 'Key',
  unmasked: 'Unmasked',
  characters: 'ASCII',
  asText: 'Whole message as text',
  closeCode: (code: string, name: string) => `${code} ${name}`,
  closeEmpty: 'No code: the other side’s page gets 1005.',
  noPayload: 'No payload.',
  compressed: 'Compressed with DEFLATE (RFC 7692); it is shown as it travels.',
  payloadCut: (shown: string, all: string) => `The first ${shown} of ${all} bytes are shown.`,
  size: (header: string, payload: string) => `${header} B of header, ${payload} B of payload`,
  last: 'the last frame',
  goesOn: 'more frames follow',
  isCompressed: 'the message is compressed',
  isMasked: 'masked',
  notMasked: 'not masked',
  seeNext: (bits: string) => `the next ${bits} bits hold it`,
  unseen:
    'A page cannot see the real frames: the browser writes and reads them, and hands over whole messages only. This is how the message would travel in one frame.',
  unseenClose:
    'A page cannot see the real frames. This is how a close frame with the code and reason that the browser told would travel from the server.',
  exampleKey:
    'The masking key is an example. The browser takes another for each frame and tells it to nobody.',
  deflated:
    'permessage-deflate is on for this connection: the real payload may have been compressed, with RSV1 set. Here it is not.',
  recorded: 'This message comes from a recording; it did not travel now.',
  noMessage: 'No message yet. Send one or wait for one, and its frame is shown here.',
  noFrame: 'This entry of the log carried no frame that could be shown.',
  noCloseFrame: 'The browser told of no close frame: the code was put in by the browser itself.',
  tooLarge:
    'This message was too large to keep, and its length in bytes is not known any more, so its frame cannot be shown.',
  reading: 'Reading the bytes…',
  unreadable: 'The bytes of this message could not be read.',
  latest: 'Show the latest message',
  entryNames: { sent: 'Sent', received: 'Received', closed: 'Closed', failed: 'Failed' },
};

/** The words of a frame. */
export type FrameWords = typeof english;

/** The words of a frame in the element's language. */
export function frameWords({ strings }: Pick<Localization, 'strings'>): FrameWords {
  return lazyWords(strings, 'frame', english);
}
