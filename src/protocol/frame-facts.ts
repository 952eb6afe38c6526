import type { FrameFieldName, FrameKind } from './frame.js';

/** What a field of a frame is for. */
export interface FrameFieldFact {
  /** As RFC 6455 §5.2 names it, or in short. */
  readonly title: string;
  readonly meaning: string;
  readonly source: string;
}

/** What each field is for, in our words. */
export const frameFieldFacts: Readonly<Record<FrameFieldName, FrameFieldFact>> = {
  fin: {
    title: 'FIN',
    meaning:
      '1 on the last frame of a message, which may be its only one; 0 when continuation frames follow. Control frames always have 1.',
    source: 'RFC 6455 §5.2, §5.4',
  },
  rsv1: {
    title: 'RSV1',
    meaning:
      'Belongs to an extension. Once both sides agreed on permessage-deflate in the handshake, 1 on the first frame says that the whole message is compressed with DEFLATE, and 0 that this one is not. Without it, the bit must be 0.',
    source: 'RFC 6455 §5.2, RFC 7692 §6',
  },
  rsv2: {
    title: 'RSV2',
    meaning: 'For extensions to come. No registered extension uses it, so it must be 0.',
    source: 'RFC 6455 §5.2',
  },
  rsv3: {
    title: 'RSV3',
    meaning: 'For extensions to come. No registered extension uses it, so it must be 0.',
    source: 'RFC 6455 §5.2',
  },
  opcode: {
    title: 'Opcode',
    meaning:
      'What the frame is: 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong. The others are reserved; whoever gets one must fail the connection.',
    source: 'RFC 6455 §5.2',
  },
  mask: {
    title: 'MASK',
    meaning:
      '1 when a masking key follows and the payload is masked with it. A client masks every frame, a server none; each side must fail the connection when the other does it wrong.',
    source: 'RFC 6455 §5.1',
  },
  length: {
    title: 'Payload length',
    meaning:
      'Up to 125 it is the length in bytes. 126 says that the next 16 bits hold it, 127 that the next 64 bits do; the shortest form must be used.',
    source: 'RFC 6455 §5.2',
  },
  'extended-length': {
    title: 'Extended length',
    meaning:
      'The length in bytes, where 7 bits are too few; the highest byte comes first. The highest bit of a 64-bit length must be 0.',
    source: 'RFC 6455 §5.2',
  },
  'masking-key': {
    title: 'Masking key',
    meaning:
      'Four bytes that a client picks anew for each frame, so that nobody can foresee them. Byte i of the payload is combined with byte i mod 4 of the key by exclusive or. It hides nothing, as the key stands beside it: it keeps a script from choosing the bytes on the wire, which old proxies could take for an HTTP request and store a wrong answer to.',
    source: 'RFC 6455 §5.3, §10.3',
  },
  payload: {
    title: 'Payload',
    meaning:
      'The message or its part. Of text it is UTF-8, checked over all frames of the message together. Of a close frame it is empty, or a code of two bytes and a reason.',
    source: 'RFC 6455 §5.2, §5.6',
  },
};

/** What each kind of frame is for, in our words. */
export const frameKindFacts: Readonly<Record<FrameKind, string>> = {
  continuation: 'goes on with the message of the frames before it',
  text: 'starts a text message',
  binary: 'starts a binary message',
  close: 'ends the connection: no data follows',
  ping: 'asks the other side for a pong with the same payload',
  pong: 'answers a ping, or tells unasked that this side is alive',
};
