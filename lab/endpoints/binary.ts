import { deflateRawSync, gzipSync } from 'node:zlib';
import { toBuffer } from '../clients.js';
import type { Endpoint } from '../endpoint.js';
import { answer } from '../send.js';

const json = JSON.stringify({ kind: 'quote', px: 61250.5, qty: 3, tags: ['a', 'b'] });

/** A PNG image of one grey pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

/** What the endpoint sends at once, in this order: bytes of many kinds, for whoever has to show them. */
export const binarySamples: readonly { readonly kind: string; readonly bytes: Uint8Array }[] = [
  { kind: 'an empty message', bytes: new Uint8Array(0) },
  { kind: 'one byte, NUL', bytes: new Uint8Array(1) },
  { kind: 'every byte value once', bytes: Uint8Array.from({ length: 256 }, (_, index) => index) },
  { kind: 'UTF-8 text', bytes: Buffer.from('Grüße, 世界, 🎉', 'utf8') },
  { kind: 'JSON', bytes: Buffer.from(json, 'utf8') },
  { kind: 'JSON, gzip', bytes: gzipSync(json) },
  { kind: 'JSON, raw deflate', bytes: deflateRawSync(json) },
  { kind: 'a PNG image', bytes: Buffer.from(png, 'base64') },
  { kind: 'MessagePack {"id":7,"ok":true}', bytes: Buffer.from('82a2696407a26f6bc3', 'hex') },
  { kind: 'CBOR {"id":7,"ok":true}', bytes: Buffer.from('a2626964 07 626f6b f5'.replaceAll(' ', ''), 'hex') },
  { kind: 'Protocol Buffers: 1 = 150, 2 = "testing"', bytes: Buffer.from('089601120774657374696e67', 'hex') },
  {
    kind: 'four little-endian 32-bit floats',
    bytes: new Uint8Array(Float32Array.of(0, 1, -1, Math.PI).buffer),
  },
  {
    kind: '4 KiB',
    bytes: Uint8Array.from({ length: 4096 }, (_, index) => (index * 167 + (index >> 8)) & 0xff),
  },
];

/** `/lab/binary` */
export const binary: Endpoint = {
  path: '/binary',
  summary:
    `Sends ${binarySamples.length} binary messages at once (empty, text, gzip, PNG, MessagePack, CBOR and more), ` +
    'then echoes binary messages. A text message is closed with 1003.',
  parameters: [],
  examples: [{ label: 'Binary messages', path: '/binary' }],
  answer: () => ({
    kind: 'accept',
    open: (socket) => {
      for (const { bytes } of binarySamples) socket.send(bytes);
      socket.on('message', (data, isBinary) => {
        if (isBinary) answer(socket, toBuffer(data));
        else socket.close(1003, 'This endpoint takes binary messages only');
      });
    },
  }),
};
