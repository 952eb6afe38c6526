import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { MessageHistory, type WrittenMessage } from '../../src/elements/ws-composer/message-history.js';

const text = (words: string): WrittenMessage => ({ text: words, format: 'text' });

function filled(...words: string[]): MessageHistory {
  const history = new MessageHistory();
  for (const word of words) history.add(text(word));
  return history;
}

describe('the history of sent messages', () => {
  it('has nothing to give before anything was sent', () => {
    const history = new MessageHistory();
    expect(history.older(text('draft'))).to.equal(undefined);
    expect(history.newer(text('draft'))).to.equal(undefined);
  });

  it('goes from the newest to the oldest, and back to the draft', () => {
    const history = filled('one', 'two');
    expect(history.older(text('draft'))).to.deep.equal(text('two'));
    expect(history.older(text('two'))).to.deep.equal(text('one'));
    expect(history.older(text('one'))).to.equal(undefined);
    expect(history.newer(text('one'))).to.deep.equal(text('two'));
    expect(history.newer(text('two'))).to.deep.equal(text('draft'));
    expect(history.newer(text('draft'))).to.equal(undefined);
  });

  it('remembers how each message was to be read', () => {
    const history = new MessageHistory();
    history.add({ text: '00', format: 'hex' });
    history.add({ text: '00', format: 'text' });
    expect(history.older(text(''))?.format).to.equal('text');
    expect(history.older(text('00'))?.format).to.equal('hex');
  });

  it('passes over what looks like the text in view', () => {
    const history = filled('one', 'two');
    expect(history.older(text('two'))).to.deep.equal(text('one'));
  });

  it('keeps a change to a called-up message until the next one is sent', () => {
    const history = filled('one', 'two');
    history.older(text('draft'));
    expect(history.older(text('two changed'))).to.deep.equal(text('one'));
    expect(history.newer(text('one'))).to.deep.equal(text('two changed'));
    history.add(text('two changed'));
    history.older(text('two changed'));
    const seen = history.older(text('draft'));
    expect(seen).to.deep.equal(text('two'));
  });

  it('keeps the draft when a called-up message is sent in its place', () => {
    const history = filled('one', 'two');
    history.older(text('draft'));
    history.older(text('two'));
    history.add(text('one'));
    expect(history.older(text(''))).to.deep.equal(text('one'));
    expect(history.older(text('one'))).to.deep.equal(text('draft'));
  });

  it('keeps no empty message and none twice in a row', () => {
    const history = filled('', 'one', 'one', 'two', 'one');
    expect(history.length).to.equal(3);
  });

  it('keeps 50 messages, and none above 262,144 characters', () => {
    const history = new MessageHistory();
    for (let n = 0; n < 60; n++) history.add(text(String(n)));
    expect(history.length).to.equal(50);
    history.add(text('x'.repeat(262_145)));
    expect(history.older(text(''))).to.deep.equal(text('59'));
    history.add(text('x'.repeat(262_144)));
    expect(history.older(text(''))?.text.length).to.equal(262_144);
  });

  it('any walk up and down shows what a plain list would, and ends at the draft', () => {
    const word = fc.constantFrom('', 'a', 'b', 'c', 'dd');
    const action = fc.oneof(
      fc.record({ type: fc.constant('write' as const), words: word }),
      fc.record({ type: fc.constantFrom('send' as const, 'older' as const, 'newer' as const) }),
    );
    fc.assert(
      fc.property(
        fc.array(action, { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        (actions, maxEntries) => {
          const history = new MessageHistory({ maxEntries, maxLength: 1 });
          let sent: string[] = [];
          /** What is shown at each place, the draft last; as long as the walk goes. */
          let shown: string[] = [''];
          let at = 0;
          let view = '';
          const keep = (words: string) => {
            if (words.length === 1 && sent.at(-1) !== words) sent = [...sent, words].slice(-maxEntries);
          };
          for (const step of actions) {
            if (step.type === 'write') view = step.words;
            else if (step.type === 'send') {
              if (at < shown.length - 1) keep(shown.at(-1) ?? '');
              keep(view);
              history.add(text(view));
              shown = [...sent, view];
              at = shown.length - 1;
            } else {
              if (at === shown.length - 1) {
                shown = [...sent, view];
                at = shown.length - 1;
              }
              const by = step.type === 'older' ? -1 : 1;
              let to = at + by;
              while (shown[to] === view) to += by;
              const given = step.type === 'older' ? history.older(text(view)) : history.newer(text(view));
              expect(given?.text).to.equal(shown[to]);
              if (shown[to] === undefined) continue;
              shown[at] = view;
              at = to;
              view = shown[to] ?? '';
            }
          }
          expect(history.length).to.equal(sent.length);
          const draft = at === shown.length - 1 ? view : shown.at(-1);
          for (let down = shown.length; down > 0; down--) view = history.newer(text(view))?.text ?? view;
          expect(view).to.equal(draft);
        },
      ),
      { numRuns: 500 },
    );
  });
});
