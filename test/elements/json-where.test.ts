import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import {
  fitsWhere,
  fitsWhereInSteps,
  parseWhere,
  whereHint,
  type JsonWhere,
} from '../../src/elements/ws-log/json-where.js';

function read(typed: string): JsonWhere | string | undefined {
  const result = parseWhere(typed);
  return result.valid ? result.where : `${result.error.column}: ${result.error.message}`;
}

function fits(json: unknown, typed: string): boolean {
  const where = read(typed);
  if (typeof where !== 'object') throw new Error(String(where));
  return fitsWhere(typeof json === 'string' ? json : JSON.stringify(json), where);
}

describe('only JSON where', () => {
  it('reads a path and a value', () => {
    expect(read('')).to.equal(undefined);
    expect(read('  ')).to.equal(undefined);
    expect(read('type=trade')).to.deep.equal({ path: ['type'], values: ['trade'] });
    expect(read(' a.b[0] . c = x y ')).to.deep.equal({ path: ['a', 'b', 0, 'c'], values: ['x y'] });
    expect(read('["odd. name"][2]["x\\"y"]=1')).to.deep.equal({
      path: ['odd. name', 2, 'x"y'],
      values: [1, '1'],
    });
    expect(read('a="5"')).to.deep.equal({ path: ['a'], values: ['5'] });
    expect(read('a=null')).to.deep.equal({ path: ['a'], values: [null, 'null'] });
    expect(read('a=b=c')).to.deep.equal({ path: ['a'], values: ['b=c'] });
  });

  it('tells what is wrong, and where', () => {
    expect(read('type')).to.equal('5: Expected “=” and a value after the path.');
    expect(read('=x')).to.match(/^1: Expected the name of a member/);
    expect(read('a.=x')).to.equal('3: Expected the name of a member after this dot.');
    expect(read('a[x]=1')).to.match(/^2: In brackets/);
    expect(read('a[0]b=1')).to.equal('5: Expected “.”, “[” or “=” here.');
    expect(read('a=')).to.match(/^3: Expected a value after/);
    expect(read('a={"b":1}')).to.equal('3: Only a text, a number, true, false or null can be compared.');
    expect(read('a=[]')).to.equal('3: Only a text, a number, true, false or null can be compared.');
    expect(read('a="b')).to.equal('3: This text in quotes is no JSON string.');
    expect(read('["\\x"]=1')).to.equal('2: This name is no JSON string.');
  });

  it('compares as JSON does', () => {
    expect(fits({ a: 100 }, 'a=1e2')).to.equal(true);
    expect(fits({ a: '1e2' }, 'a=1e2')).to.equal(true);
    expect(fits({ a: '100' }, 'a=1e2')).to.equal(false);
    expect(fits({ a: 5 }, 'a="5"')).to.equal(false);
    expect(fits({ a: true }, 'a=true')).to.equal(true);
    expect(fits({ a: null }, 'a=null')).to.equal(true);
    expect(fits({}, 'a=null')).to.equal(false);
    expect(fits({ a: { b: [1, { c: 'x' }] } }, 'a.b[1].c=x')).to.equal(true);
    expect(fits({ a: { 0: 'x' } }, 'a[0]=x')).to.equal(false);
    expect(fits({ a: ['x'] }, 'a.0=x')).to.equal(false);
    expect(fits({ a: ['x'] }, 'a.length=1')).to.equal(false);
    expect(fits({}, 'constructor.name=Object')).to.equal(false);
    expect(fits('{"a":1', 'a=1')).to.equal(false);
    expect(fits('a=1', 'a=1')).to.equal(false);
    expect(fits('{"a":1,"a":2}', 'a=2')).to.equal(true);
    expect(fits('{"a":1,"a":2}', 'a=1')).to.equal(false);
  });

  it('finds in steps what it finds at once, in whatever JSON', () => {
    const key = fc.constantFrom('a', 'b', '0', 'length', '__proto__');
    const { json } = fc.letrec<{ json: string; leaf: string }>((tie) => ({
      leaf: fc.constantFrom('1', '"1"', 'true', 'null', '"x"', '1.0', '"\\u0078"'),
      json: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        tie('leaf'),
        fc.array(tie('json'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
        fc
          .array(fc.tuple(key, tie('json')), { maxLength: 3 })
          .map((members) => `{${members.map(([name, value]) => `"${name}" : ${value}`).join(',')}}`),
      ),
    }));
    const path = fc.array(fc.oneof(key, fc.nat({ max: 2 })), { minLength: 1, maxLength: 3 });
    const values = fc.constantFrom<JsonWhere['values']>(
      [1, '1'],
      ['1'],
      [true, 'true'],
      [null, 'null'],
      ['x'],
    );
    let hits = 0;
    fc.assert(
      fc.property(json, path, values, fc.boolean(), fc.boolean(), (inner, steps, wanted, isCut, isPut) => {
        const where = { path: steps, values: wanted };
        // often something stands at the place, or nearly there
        const text = isPut ? steps.reduceRight<string>((at, step) => around(at, step, inner), '"1"') : inner;
        const given = isCut ? text.slice(0, -1) : text;
        const expected = fitsWhere(given, where);
        if (expected) hits++;
        // long enough to be walked over
        const walk = fitsWhereInSteps(`${' '.repeat(524_288)}${given}`, where);
        let step = walk.next();
        while (step.done !== true) step = walk.next();
        expect(step.value).to.equal(expected);
        const hint = whereHint(where);
        if (expected && hint) expect(given).to.match(hint);
      }),
      { numRuns: 400 },
    );
    expect(hits).to.be.above(3);
  });
});

function around(json: string, step: string | number, other: string): string {
  if (typeof step === 'string') return `{"${step}":${other},"${step}":${json},"c":${other}}`;
  return `[${[...Array.from({ length: step }, () => other), json, other].join(',')}]`;
}
