import type { FrameFieldName } from './frame.js';
import { closeCodeTable } from './close-code-table.js';

/** A rule about frames that bytes can break. `…-unfinished` and `frame-cut-off` only wait for more bytes. */
export type FrameRuleId =
  | 'rsv1-not-negotiated'
  | 'rsv1-not-first'
  | 'rsv1-control'
  | 'rsv-reserved'
  | 'opcode-reserved'
  | 'control-fragmented'
  | 'control-too-long'
  | 'mask-missing'
  | 'mask-unexpected'
  | 'length-not-minimal'
  | 'length-high-bit'
  | 'continuation-without-start'
  | 'message-interrupted'
  | 'data-after-close'
  | 'close-one-byte'
  | 'close-code'
  | 'close-reason-utf8'
  | 'text-utf8'
  | 'frame-cut-off'
  | 'message-unfinished';

/** A rule, where it stands, and which field breaks it. */
export interface FrameRule {
  readonly field: FrameFieldName;
  /** The rule in our words. */
  readonly rule: string;
  readonly source: string;
  /** `error`: an endpoint must fail the connection. `incomplete`: it would wait for more bytes. */
  readonly severity: 'error' | 'incomplete';
}

const error = (field: FrameFieldName, source: string, rule: string): FrameRule => ({
  field,
  rule,
  source,
  severity: 'error',
});

const incomplete = (field: FrameFieldName, source: string, rule: string): FrameRule => ({
  field,
  rule,
  source,
  severity: 'incomplete',
});

/** All rules that the decoder looks after. */
export const frameRules: Readonly<Record<FrameRuleId, FrameRule>> = {
  'rsv1-not-negotiated': error(
    'rsv1',
    'RFC 6455 §5.2',
    'RSV1 must be 0 unless an extension was negotiated that uses it.',
  ),
  'rsv1-not-first': error(
    'rsv1',
    'RFC 7692 §6',
    'With permessage-deflate, RSV1 is set on the first frame of a message only.',
  ),
  'rsv1-control': error('rsv1', 'RFC 7692 §6', 'Control frames are never compressed: RSV1 must be 0.'),
  'rsv-reserved': error(
    'rsv2',
    'RFC 6455 §5.2',
    'RSV2 and RSV3 must be 0; no registered extension uses them.',
  ),
  'opcode-reserved': error(
    'opcode',
    'RFC 6455 §5.2',
    'The opcodes 3-7 and 11-15 are reserved; an endpoint that gets one must fail the connection.',
  ),
  'control-fragmented': error(
    'fin',
    'RFC 6455 §5.5',
    'A control frame must not be fragmented: its FIN must be 1.',
  ),
  'control-too-long': error(
    'length',
    'RFC 6455 §5.5',
    'A control frame carries 125 bytes at most, so that its length fits the 7 bits.',
  ),
  'mask-missing': error('mask', 'RFC 6455 §5.1', 'A client must mask every frame it sends.'),
  'mask-unexpected': error('mask', 'RFC 6455 §5.1', 'A server must not mask any frame it sends.'),
  'length-not-minimal': error(
    'extended-length',
    'RFC 6455 §5.2',
    'The length must be written in as few bytes as can be.',
  ),
  'length-high-bit': error(
    'extended-length',
    'RFC 6455 §5.2',
    'The highest bit of a 64-bit length must be 0.',
  ),
  'continuation-without-start': error(
    'opcode',
    'RFC 6455 §5.4',
    'A continuation frame goes on with a message that an earlier frame without FIN began.',
  ),
  'message-interrupted': error(
    'opcode',
    'RFC 6455 §5.4',
    'While a fragmented message is open, only its continuations and control frames may come.',
  ),
  'data-after-close': error(
    'opcode',
    'RFC 6455 §5.5.1',
    'After its close frame an endpoint must not send any more data frames.',
  ),
  'close-one-byte': error(
    'length',
    'RFC 6455 §5.5.1',
    'The body of a close frame is empty, or begins with a code of two bytes.',
  ),
  'close-code': error(
    'payload',
    'RFC 6455 §7.4',
    'Only codes that are meant for the wire may be in a close frame.',
  ),
  'close-reason-utf8': error('payload', 'RFC 6455 §5.5.1', 'The reason of a close frame is UTF-8.'),
  'text-utf8': error(
    'payload',
    'RFC 6455 §8.1',
    'The payload of a text message is UTF-8, all its frames taken together.',
  ),
  'frame-cut-off': incomplete(
    'payload',
    'RFC 6455 §5.2',
    'The bytes end before the frame does; a receiver would wait for the rest.',
  ),
  'message-unfinished': incomplete(
    'fin',
    'RFC 6455 §5.4',
    'The message goes on: none of its frames has FIN set. A receiver would wait for the rest.',
  ),
};

/**
 * Whether a close frame may carry a code: 1000-2999 only as far as the codes are registered for the wire, and all of
 * 3000-4999 (RFC 6455 §7.4.1, §7.4.2). Browsers are more lenient with what they get.
 */
export function closeOnWire(code: number): boolean {
  if (!Number.isInteger(code) || code < 1000 || code > 4999) return false;
  if (code >= 3000) return true;
  return closeCodeTable.some((entry) => entry.code === code && entry.onWire === 'allowed');
}
