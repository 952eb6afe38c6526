import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { EntryLog } from '../../src/core/entry-log.js';
import { ImportError, importLog, type ImportOptions } from '../../src/record/index.js';
import { exported, hardText } from './log-arbitrary.js';

const header = '{"format":"ws-tester-log","version":1}';
const message = (data: string) =>
  JSON.stringify({ sequence: 0, kind: 'received', timeMs: 1, type: 'text', data });

async function refusal(file: Blob | string, options?: ImportOptions): Promise<ImportError> {
  const error = await importLog(file, options).catch((reason: unknown) => reason);
  if (!(error instanceof ImportError)) throw new Error(`not refused: ${String(error)}`);
  return error;
}

describe('importLog', () => {
  it('keeps the good lines of NDJSON and tells of the others by number', async () => {
    const file = [
      header,
      message('one'),
      '{"sequence":1,"kind":"received"',
      '',
      '{"sequence":1,"kind":"whispered","timeMs":1}',
      '{"sequence":1,"kind":"sent","timeMs":"now","type":"text","data":""}',
      '{"sequence":1,"kind":"closed","timeMs":1,"detail":{"endedBy":"peer","opened":1}}',
      '[1]',
      message('two'),
    ].join('\r\n');
    const { log, problems, problemCount, format } = await importLog(file);
    expect(format).to.equal('ndjson');
    expect([log.dataAt(0), log.dataAt(1), log.length]).to.deep.equal(['one', 'two', 2]);
    expect(problemCount).to.equal(5);
    expect(problems).to.deep.equal([
      { message: 'The text ends too soon: expected a comma or }.', line: 3, column: 32 },
      {
        message: 'kind must be one of sent, received, opened, closed, failed, note.',
        line: 5,
      },
      { message: 'timeMs must be a number.', line: 6 },
      { message: 'detail.opened must be true or false.', line: 7 },
      { message: 'An entry must be an object.', line: 8 },
    ]);
  });

  it('reads NDJSON without its header, and with its first line broken', async () => {
    expect((await importLog(message('a'))).log.length).to.equal(1);
    const broken = await importLog(`${header.slice(5)}\n${message('a')}\n`);
    expect([broken.format, broken.log.length, broken.problems[0]?.line]).to.deep.equal(['ndjson', 1, 1]);
  });

  it('reads JSON laid out in any way', async () => {
    const log = new EntryLog();
    log.pushMessage('received', 'a', 1);
    const compact = await exported(log, { format: 'json' });
    for (const indent of [0, 2, '\t']) {
      const laidOut = JSON.stringify(JSON.parse(compact), undefined, indent);
      const read = await importLog(new Blob(['\ufeff', laidOut]));
      expect([read.format, read.log.length, read.problems]).to.deep.equal(['json', 1, []]);
    }
  });

  it('keeps what stands before the place where JSON breaks off', async () => {
    const text = `{"format":"ws-tester-log","version":1,"entries":[\n${message('a')},\n${message('b')},\n{"seq`;
    const { log, problems } = await importLog(text);
    expect([log.dataAt(0), log.dataAt(1), log.length]).to.deep.equal(['a', 'b', 2]);
    expect(problems).to.have.length(1);
    expect(problems[0]).to.deep.include({ line: 4, column: 2 });
  });

  it('says how much the log had dropped before it was exported', async () => {
    const log = new EntryLog({ maxEntries: 2 });
    for (const data of ['a', 'b', 'c']) log.pushMessage('received', data, 1);
    for (const format of ['ndjson', 'json', 'har'] as const) {
      expect((await importLog(await exported(log, { format }))).dropped).to.equal(log.dropped);
    }
  });

  for (const [what, file, words] of [
    ['nothing', '', 'The file is empty.'],
    ['white space', ' \n ', 'The file is empty.'],
    ['other JSON', '{"a": [1, 2]}', 'This is neither a log of ws-tester nor a HAR.'],
    ['a list', '[]', 'This is neither a log of ws-tester nor a HAR.'],
    ['a later version', '{"format":"ws-tester-log","version":2}', 'version 2'],
    ['a later version in JSON', '{\n"format":"ws-tester-log","version":2,"entries":[]}', 'version 2'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      expect((await refusal(file)).message).to.contain(words);
    });
  }

  it('tells where other text is wrong', async () => {
    const [problem] = (await refusal('<!doctype html>\n<title>x</title>')).problems;
    expect([problem?.line, problem?.column]).to.deep.equal([1, 1]);
  });

  it('refuses what is not UTF-8, and a large file before it is read', async () => {
    expect((await refusal(new Blob([Uint8Array.of(0xff, 0xfe, 0x7b, 0)]))).message).to.contain('no UTF-8');
    const error = await refusal(message('a'), { maxFileBytes: 10 });
    expect(error.message).to.contain('at most 10 are read');
  });

  it('keeps the lines before a piece that is not UTF-8', async () => {
    const many = `${message('x'.repeat(1_000))}\n`.repeat(1_100);
    const { log, problems } = await importLog(new Blob([many, Uint8Array.of(0xff)]));
    expect(log.length).to.be.within(900, 1_099);
    expect(problems.at(-1)?.message).to.contain('Nothing from there on was read');
  });

  it('counts all problems and keeps the first hundred', async () => {
    const { problems, problemCount } = await importLog(
      [message('a'), ...Array<string>(500).fill('{')].join('\n'),
    );
    expect([problems.length, problemCount]).to.deep.equal([100, 500]);
  });

  it('stops when it is called off', async () => {
    const abort = new AbortController();
    const reading = importLog(new Blob([`${message('x'.repeat(100))}\n`.repeat(200_000)]), {
      signal: abort.signal,
      onProgress: () => abort.abort(),
    }).catch((reason: unknown) => reason);
    expect(await reading).to.have.property('name', 'AbortError');
  });

  it('takes nothing from hostile fields', async () => {
    const entry =
      `{"kind":"opened","timeMs":1,"__proto__":{"x":1},"detail":{"url":"ws://a/","protocol":"","extensions":"",
      "__proto__":{"polluted":true},"constructor":1,"onclick":"x"}}`.replaceAll('\n', '');
    const { log } = await importLog(`${entry}\n`);
    expect(Object.keys(log.at(0)?.detail ?? {})).to.deep.equal(['url', 'protocol', 'extensions']);
    expect(log.at(0)?.detail).not.to.have.property('polluted');
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });

  it('refuses times that no clock shows', async () => {
    for (const time of ['1e400', '9e15', '-1e300']) {
      const line = message('a').replace('"timeMs":1', `"timeMs":${time}`);
      expect((await refusal(line)).problems[0]?.message).to.match(/^timeMs must be a/);
    }
  });

  it('bears nesting of any depth', async () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    for (const file of [
      deep,
      `{"kind":${deep},"timeMs":1}`,
      `{"log":{"entries":[{"_webSocketMessages":[${deep},{"type":"send","time":1,"opcode":1,"data":${deep}}]}]}}`,
      `{"entries":[${deep}]}`,
    ]) {
      const outcome = await importLog(file).catch((reason: unknown) => reason);
      if (outcome instanceof Error) expect(outcome).to.be.instanceOf(ImportError);
      else expect(outcome).to.have.property('problemCount').above(0);
    }
  });

  it('throws nothing but its own error, and reads no text twice', async () => {
    const piece = fc.oneof(
      hardText,
      fc.constantFrom(
        header,
        '\n',
        message('a'),
        '{"log":{"entries":[',
        '{"entries":[',
        ']',
        '}',
        ',',
        '"kind":',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const text = pieces.join('');
        try {
          const { log } = await importLog(text);
          expect(log.length).to.be.at.most(text.split('"timeMs":1').length - 1);
        } catch (error) {
          expect(error).to.be.instanceOf(ImportError);
        }
      }),
    );
  });
});
