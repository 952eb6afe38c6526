import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { formatJson, jsonLines } from '../../src/decode/json-format.js';
import { tokenizeJson } from '../../src/decode/json-tokens.js';

const written = (text: string) => tokenizeJson(text).tokens.map(({ start, end }) => text.slice(start, end));

describe('formatJson', () => {
  it('lays out what JSON.stringify lays out, byte for byte', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 8 }), (value, indent) => {
        expect(formatJson(JSON.stringify(value), indent)).to.equal(JSON.stringify(value, undefined, indent));
      }),
    );
  });

  it('leaves numbers, escapes, order and repeated keys as they are written', () => {
    const text = '{"b":12345678901234567890,"a":1.0,"b":1e400,"\\u0041":-0,"2":"\\/","1":[]}';
    expect(formatJson(text)).to.equal(
      '{\n  "b": 12345678901234567890,\n  "a": 1.0,\n  "b": 1e400,\n  "\\u0041": -0,\n  "2": "\\/",\n  "1": []\n}',
    );
    expect(written(formatJson(text))).to.deep.equal(written(text));
  });

  it('changes nothing any more when done twice', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(formatJson(formatJson(text))).to.equal(formatJson(text));
      }),
    );
  });

  it('gives back what is not JSON', () => {
    for (const text of ['', '[1,', 'hello', '{"a":1} x']) expect(formatJson(text)).to.equal(text);
  });

  it('keeps 10,000 brackets within reason, and loses none', () => {
    const depth = 10_000;
    const laidOut = formatJson('['.repeat(depth) + '1' + ']'.repeat(depth));
    expect(laidOut.length).to.be.lessThan(depth * 2 * 140);
    expect(laidOut.replace(/\s/g, '')).to.equal('['.repeat(depth) + '1' + ']'.repeat(depth));
  });

  it('lays out 2 MB in reasonable time', () => {
    const text = JSON.stringify(
      Array.from({ length: 20_000 }, (_, index) => ({ index, text: 'x'.repeat(80) })),
    );
    const startMs = performance.now();
    expect(formatJson(text).length).to.be.greaterThan(text.length);
    expect(performance.now() - startMs).to.be.lessThan(2_000);
  });
});

describe('jsonLines', () => {
  it('gives the lines of formatJson', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect([...jsonLines(text)].join('\n')).to.equal(formatJson(text));
      }),
    );
  });

  it('lays out only as far as it is asked', () => {
    const lines = jsonLines(`[${'1,'.repeat(1_000)} x`);
    expect([lines.next().value, lines.next().value]).to.deep.equal(['[', '  1,']);
  });

  it('ends at the first mistake and returns it', () => {
    const lines = jsonLines('{"a": [1, x]}');
    const seen: string[] = [];
    let step = lines.next();
    for (; !step.done; step = lines.next()) seen.push(step.value);
    expect(seen).to.deep.equal(['{', '  "a": [', '    1,', '    ']);
    expect(step.value?.offset).to.equal(10);
  });
});
