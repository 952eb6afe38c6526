import { expect } from '@open-wc/testing';
import {
  closeCodeRanges,
  closeCodes,
  describeCloseCode,
  type CloseCodeSender,
} from '../../src/protocol/close-codes.js';

const registered = [
  ...[1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015],
  ...[3000, 3003, 3008],
];

describe('close codes', () => {
  it('list what the IANA registry lists, in ascending order', () => {
    expect(closeCodes.map((entry) => entry.code)).to.deep.equal(registered);
    expect(closeCodes.every((entry) => entry.registered)).to.equal(true);
  });

  it('have names of their own', () => {
    expect(new Set(closeCodes.map((entry) => entry.name)).size).to.equal(registered.length);
    expect(describeCloseCode(1001).name).to.equal('Going Away');
    expect(describeCloseCode(1011).name).to.equal('Internal Error');
    expect(describeCloseCode(3003).name).to.equal('Forbidden');
  });

  it('never travel if they are 1005, 1006 or 1015', () => {
    const silent = closeCodes.filter((entry) => entry.onWire === 'never');
    expect(silent.map((entry) => entry.code)).to.deep.equal([1005, 1006, 1015]);
    for (const code of [1005, 1006, 1015]) {
      expect(describeCloseCode(code).meaning).to.contain('number is never sent');
    }
  });

  for (const code of [0, 999, 1004, 1016, 2999, 5000, 65535]) {
    it(`are not said to be never on the wire when browsers deliver them: ${code} is only not allowed`, () => {
      expect(describeCloseCode(code)).to.include({ onWire: 'disallowed', sentBy: 'nobody' });
    });
  }

  const senders: readonly (readonly [number, CloseCodeSender])[] = [
    [1000, 'either'],
    [1006, 'nobody'],
    [1010, 'client'],
    [1011, 'server'],
    [1012, 'server'],
    [4401, 'either'],
  ];
  for (const [code, sentBy] of senders) {
    it(`say that ${code} may be sent by ${sentBy}`, () => {
      expect(describeCloseCode(code).sentBy).to.equal(sentBy);
    });
  }

  it('tell that Firefox reports a failed TLS handshake as 1015', () => {
    expect(describeCloseCode(1015).observed.join(' ')).to.contain('Firefox reports 1015');
  });

  it('are described consistently for every number that two bytes can hold', () => {
    for (let code = 0; code <= 65535; code++) {
      const entry = describeCloseCode(code);
      const range = closeCodeRanges.find(({ id }) => id === entry.range);
      const consistent =
        entry.code === code &&
        range !== undefined &&
        code >= range.first &&
        code <= range.last &&
        entry.closeArgument === (code === 1000 || (code >= 3000 && code <= 4999)) &&
        (entry.onWire === 'allowed') === (entry.sentBy !== 'nobody') &&
        (entry.onWire === 'never') === [1005, 1006, 1015].includes(code) &&
        (entry.onWire === 'allowed' || !entry.closeArgument) &&
        entry.registered === registered.includes(code) &&
        [entry.name, entry.meaning, entry.source, ...entry.advice, ...entry.causes].every(
          (text) => text !== '',
        ) &&
        entry.advice.length > 0;
      if (!consistent) expect.fail(`${code} is described as ${JSON.stringify(entry)}`);
    }
  });

  const unlisted = [
    [999, 'unused', 'Not Used'],
    [1016, 'protocol', 'Unassigned'],
    [2999, 'protocol', 'Unassigned'],
    [3001, 'library', 'Unregistered'],
    [4401, 'private', 'Private Use'],
    [5000, 'beyond', 'Out of Range'],
  ] as const;
  for (const [code, range, name] of unlisted) {
    it(`give ${code} the facts of its range, “${name}”`, () => {
      expect(describeCloseCode(code)).to.include({ code, range, name, registered: false });
    });
  }

  for (const code of [-1, 65536, 1000.5, NaN, Infinity, -Infinity]) {
    it(`say that ${code} is no close code`, () => {
      expect(describeCloseCode(code)).to.include({
        range: 'invalid',
        name: 'Not a Close Code',
        onWire: 'never',
        closeArgument: false,
      });
    });
  }

  it('have ranges without gap or overlap from 0 to 65535', () => {
    expect(closeCodeRanges[0]?.first).to.equal(0);
    expect(closeCodeRanges.at(-1)?.last).to.equal(65535);
    for (const [index, range] of closeCodeRanges.entries()) {
      const next = closeCodeRanges[index + 1];
      if (next) expect(next.first).to.equal(range.last + 1);
    }
  });
});
