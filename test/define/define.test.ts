import { expect } from '@open-wc/testing';
import { define } from '../../src/define/define.js';

let tags = 0;
const freshTag = () => `defined-thing-${String(++tags)}`;
const versioned = (version: string) =>
  class extends HTMLElement {
    static readonly version = version;
  };

function warnings(act: () => void): string[] {
  const { warn } = console;
  const told: string[] = [];
  console.warn = (...args: unknown[]) => told.push(args.join(' '));
  try {
    act();
  } finally {
    console.warn = warn;
  }
  return told;
}

describe('define', () => {
  it('defines what is not there', () => {
    const tag = freshTag();
    const Thing = versioned('1.0.0');
    expect(warnings(() => define(tag, Thing))).to.deep.equal([]);
    expect(customElements.get(tag)).to.equal(Thing);
  });

  it('says nothing about the same version again, and leaves the first', () => {
    const tag = freshTag();
    const First = versioned('1.0.0');
    define(tag, First);
    expect(warnings(() => define(tag, versioned('1.0.0')))).to.deep.equal([]);
    expect(customElements.get(tag)).to.equal(First);
  });

  it('warns once of another version, naming both', () => {
    const tag = freshTag();
    define(tag, versioned('1.0.0'));
    const told = warnings(() => define(tag, versioned('2.0.0')));
    expect(told).to.have.length(1);
    expect(told[0]).to.contain(tag).and.contain('1.0.0').and.contain('2.0.0');
  });

  it('warns of a foreign element under the name', () => {
    const tag = freshTag();
    customElements.define(tag, class extends HTMLElement {});
    const told = warnings(() => define(tag, versioned('2.0.0')));
    expect(told).to.have.length(1);
    expect(told[0]).to.contain(tag).and.contain('2.0.0');
  });

  it('never throws: a class that has a name already, a name that is none', () => {
    const Thing = versioned('1.0.0');
    define(freshTag(), Thing);
    expect(warnings(() => define(freshTag(), Thing))).to.have.length(1);
    expect(warnings(() => define('nodash', versioned('1.0.0')))).to.have.length(1);
  });
});
