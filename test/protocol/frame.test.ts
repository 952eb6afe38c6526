import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { parseHex } from '../../src/decode/parse-hex.js';
import { toHex } from '../../src/decode/hex.js';
import { decodeFrames, type FrameAgreement } from '../../src/protocol/frame-decode.js';
import {
  encodeCloseBody,
  encodeFrame,
  encodeFrameHeader,
  encodeMessage,
} from '../../src/protocol/frame-encode.js';
import { frameRules, type FrameRuleId } from '../../src/protocol/frame-rules.js';
import { maskPayload } from '../../src/protocol/frame.js';
import { utf8Fault } from '../../src/protocol/utf8-fault.js';

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  const parsed = parseHex(hex);
  if (!parsed.valid) throw new Error(parsed.error.message);
  return parsed.bytes;
}

const decode = (hex: string, agreement?: FrameAgreement) => decodeFrames(bytesOf(hex), agreement);
const utf8 = (text: string) => new TextEncoder().encode(text);
const key = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

describe('the examples of RFC 6455 §5.7', () => {
  it('are what we write', () => {
    const hello = utf8('Hello');
    expect(toHex(encodeFrame({ opcode: 1, payload: hello }))).to.equal('810548656c6c6f');
    expect(toHex(encodeFrame({ opcode: 1, payload: hello, maskingKey: key }))).to.equal(
      '818537fa213d7f9f4d5158',
    );
    expect(toHex(encodeFrame({ opcode: 9, payload: hello }))).to.equal('890548656c6c6f');
    expect(toHex(encodeFrameHeader({ opcode: 2, payloadLength: 256 }))).to.equal('827e0100');
    expect(toHex(encodeFrameHeader({ opcode: 2, payloadLength: 65_536 }))).to.equal('827f0000000000010000');
  });

  it('are what we read', () => {
    const { frames, messages, violations } = decode('01 03 48 65 6c 80 02 6c 6f');
    expect(violations).to.deep.equal([]);
    expect(frames.map(({ fin, kind }) => [fin, kind])).to.deep.equal([
      [false, 'text'],
      [true, 'continuation'],
    ]);
    expect(messages).to.deep.equal([
      { kind: 'text', frames: [0, 1], compressed: false, payload: utf8('Hello') },
    ]);
    const [masked] = decode('81 85 37 fa 21 3d 7f 9f 4d 51 58', { sender: 'client' }).frames;
    expect(masked?.payload).to.deep.equal(utf8('Hello'));
    expect(masked?.maskingKey).to.deep.equal(key);
    expect(masked?.fields.map(({ name, firstBit, bitCount }) => [name, firstBit, bitCount])).to.deep.equal([
      ['fin', 0, 1],
      ['rsv1', 1, 1],
      ['rsv2', 2, 1],
      ['rsv3', 3, 1],
      ['opcode', 4, 4],
      ['mask', 8, 1],
      ['length', 9, 7],
      ['masking-key', 16, 32],
      ['payload', 48, 40],
    ]);
  });
});

/** Bytes that break one rule, what was agreed on, and the byte that shows it. */
const broken: readonly (readonly [FrameRuleId, string, number, FrameAgreement?])[] = [
  ['rsv1-not-negotiated', '81 00 c1 00', 2],
  ['rsv1-not-first', '41 01 61 c0 01 62', 3, { deflate: true }],
  ['rsv1-control', 'c9 00', 0, { deflate: true }],
  ['rsv-reserved', 'a1 00', 0],
  ['rsv-reserved', '91 00', 0],
  ['opcode-reserved', '83 00', 0],
  ['opcode-reserved', '8b 00', 0],
  ['control-fragmented', '09 00', 0],
  ['control-too-long', `89 7e 00 7e ${'00 '.repeat(126)}`, 1],
  ['mask-missing', '81 00', 1, { sender: 'client' }],
  ['mask-unexpected', '81 80 00 00 00 00', 1, { sender: 'server' }],
  ['length-not-minimal', '81 7e 00 01 61', 2],
  ['length-not-minimal', '81 7f 00 00 00 00 00 00 00 01 61', 2],
  ['length-high-bit', '82 7f 80 00 00 00 00 00 00 00', 2],
  ['continuation-without-start', '80 00', 0],
  ['message-interrupted', '01 00 81 00 80 00', 2],
  ['data-after-close', '88 00 81 00', 2],
  ['close-one-byte', '88 01 03', 1],
  ['close-code', '88 02 03 ed', 2],
  ['close-reason-utf8', '88 04 03 e8 61 ff', 5],
  ['text-utf8', '81 03 61 ff 61', 3],
  ['text-utf8', '01 02 61 c3 00 00 80 01 41', 3],
  ['frame-cut-off', '81 05 48 65', 3],
  ['frame-cut-off', '81', 0],
  ['frame-cut-off', '81 fe 01', 2],
  ['message-unfinished', '01 01 61 89 00', 0],
];

describe('decodeFrames', () => {
  for (const [id, hex, offset, agreement] of broken) {
    it(`finds ${id} in ${hex.length > 40 ? `${hex.slice(0, 40)}…` : hex}`, () => {
      const found = decode(hex, agreement).violations.find((violation) => violation.id === id);
      expect(found).to.include({ id, offset, ...frameRules[id] });
      expect(found?.message).to.match(/\.$/);
      expect(found?.source).to.match(/^RFC (6455|7692) §/);
    });
  }

  it('has an example of every rule', () => {
    expect(new Set(broken.map(([id]) => id))).to.deep.equal(new Set(Object.keys(frameRules)));
  });

  it('finds nothing else in most of them, and nothing wrong in what is allowed', () => {
    for (const [hex, agreement] of [
      ['', undefined],
      ['88 00', { sender: 'server' }],
      ['88 02 0f a0', { sender: 'server' }],
      ['c1 07 f2 48 cd c9 c9 07 00', { deflate: true }],
      ['01 01 c3 89 00 80 01 a9', undefined],
      ['88 00 89 00', undefined],
      ['8a 00', undefined],
    ] as const) {
      expect(decode(hex, agreement).violations, hex).to.deep.equal([]);
    }
  });

  it('tells all that is wrong with a frame, and reads on', () => {
    const { violations, frames } = decode('7b 80 00 00 00 00 81 00', { sender: 'server' });
    expect(violations.map(({ id, offset }) => [id, offset])).to.deep.equal([
      ['rsv-reserved', 0],
      ['rsv1-not-negotiated', 0],
      ['opcode-reserved', 0],
      ['control-fragmented', 0],
      ['mask-unexpected', 1],
    ]);
    expect(frames).to.have.length(2);
  });

  it('does not hold compressed text against UTF-8', () => {
    const { messages } = decode('c1 02 ff fe', { deflate: true });
    expect(messages).to.deep.equal([
      { kind: 'text', frames: [0], compressed: true, payload: Uint8Array.of(0xff, 0xfe) },
    ]);
  });

  it('takes any bytes without throwing, and places every violation within them', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.constantFrom(undefined, 'client', 'server'),
        fc.boolean(),
        (bytes, sender, deflate) => {
          const { frames, violations } = decodeFrames(bytes, { sender, deflate });
          for (const { offset } of violations) expect(offset).to.be.within(0, bytes.length - 1);
          let end = 0;
          for (const frame of frames) {
            expect(frame.offset).to.equal(end);
            end += frame.bytes.length;
          }
          if (violations.length === 0) expect(end).to.equal(bytes.length);
        },
      ),
    );
  });

  it('stops at a number of frames', () => {
    expect(
      decodeFrames(
        new Uint8Array(20).fill(0).map((_, at) => (at % 2 ? 0 : 0x8a)),
        {},
        3,
      ).frames,
    ).to.have.length(3);
  });
});

describe('what we write', () => {
  it('reads as the same message, whatever it is and however it is cut', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('text', 'binary'),
        fc.integer({ min: 1, max: 20 }),
        fc.option(fc.uint8Array({ minLength: 4, maxLength: 4 }), { nil: undefined }),
        (payload, kind, fragments, maskingKey) => {
          fc.pre(kind === 'binary' || !utf8Fault(payload));
          const frames = encodeMessage(kind, payload, {
            fragments,
            maskingKey: maskingKey && (() => maskingKey),
          });
          const bytes = Uint8Array.from(frames.flatMap((frame) => [...frame]));
          const { messages, violations } = decodeFrames(bytes, { sender: maskingKey ? 'client' : 'server' });
          expect(violations).to.deep.equal([]);
          expect(messages.map((message) => [message.kind, [...message.payload]])).to.deep.equal([
            [kind, [...payload]],
          ]);
        },
      ),
    );
  });

  it('has the shortest length at every border', () => {
    for (const [payloadLength, headerBytes] of [
      [0, 2],
      [125, 2],
      [126, 4],
      [65_535, 4],
      [65_536, 10],
      [Number.MAX_SAFE_INTEGER, 10],
    ] as const) {
      expect(encodeFrameHeader({ opcode: 2, payloadLength }), String(payloadLength)).to.have.length(
        headerBytes,
      );
    }
  });

  it('is refused where no endpoint may send it, with the section', () => {
    const payload = new Uint8Array(126);
    for (const [attempt, message] of [
      [() => encodeFrame({ opcode: 3, payload }), /opcode 3 is reserved \(RFC 6455 §5.2\)/],
      [() => encodeFrame({ opcode: 9, payload }), /at most 125 bytes; this has 126 \(RFC 6455 §5.5\)/],
      [
        () => encodeFrame({ opcode: 8, fin: false, payload: new Uint8Array() }),
        /fragmented \(RFC 6455 §5.5\)/,
      ],
      [() => encodeFrame({ opcode: 9, rsv1: true, payload: new Uint8Array() }), /RFC 7692 §6/],
      [
        () => encodeFrame({ opcode: 1, maskingKey: new Uint8Array(3), payload }),
        /four bytes \(RFC 6455 §5.3\)/,
      ],
      [() => encodeFrameHeader({ opcode: 1, payloadLength: 1.5 }), /whole number of bytes/],
      [() => encodeMessage('text', payload, { fragments: 0 }), /one at least \(RFC 6455 §5.4\)/],
      [() => encodeCloseBody(1005), /1005 may not be in a close frame \(RFC 6455 §7.4.1/],
      [() => encodeCloseBody(undefined, 'x'), /needs a code/],
      [() => encodeCloseBody(1000, 'é'.repeat(62)), /at most 123 bytes as UTF-8; this one takes 124/],
    ] as const) {
      expect(attempt).to.throw(RangeError, message);
    }
    expect(encodeCloseBody()).to.have.length(0);
    expect(toHex(encodeCloseBody(1000, 'ok'))).to.equal('03e86f6b');
  });

  it('is masked and unmasked by the same operation, from any place in the payload', () => {
    const bytes = utf8('Hello, WebSocket');
    expect(maskPayload(maskPayload(bytes, key), key)).to.deep.equal(bytes);
    expect(maskPayload(bytes.subarray(5), key, 5)).to.deep.equal(maskPayload(bytes, key).subarray(5));
  });
});
