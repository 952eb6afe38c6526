import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { AttemptEnd } from '../../src/core/attempt.js';
import { EntryLog } from '../../src/core/entry-log.js';
import { importLog } from '../../src/record/index.js';
import { anyLog, exported } from './log-arbitrary.js';

interface HarMessage {
  readonly type: string;
  readonly time: number;
  readonly opcode: number;
  readonly data: string;
}

interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: Record<string, unknown> & { readonly url: string };
  readonly response: Record<string, unknown>;
  readonly timings: Record<string, number>;
  readonly cache: object;
  readonly _resourceType: string;
  readonly _webSocketMessages: readonly HarMessage[];
}

interface Har {
  readonly log: {
    readonly version: string;
    readonly creator: { readonly name: string; readonly version: string };
    readonly pages: readonly unknown[];
    readonly entries: readonly HarEntry[];
  };
}

const startMs = Date.UTC(2026, 10, 22, 7, 16, 19, 968);
const ended: AttemptEnd = {
  endedBy: 'peer',
  opened: true,
  code: 4401,
  reason: 'token expired',
  wasClean: true,
  errorEvent: false,
  atMs: startMs + 1_000,
  durationMs: 1_000,
  openedAfterMs: 40,
  idleMs: 0,
};
const opened = {
  url: 'wss://host.example/chat?a=1&a=2&b=%20x',
  protocol: 'chat.v2',
  extensions: 'permessage-deflate',
};

async function harOf(log: EntryLog): Promise<Har> {
  return JSON.parse(await exported(log, { format: 'har' })) as Har;
}

/** What HAR 1.2 requires of an entry, and what Chrome's importer needs of it to show its messages. */
function expectFields(entry: HarEntry): void {
  const { request, response, timings } = entry;
  expect(entry.startedDateTime).to.match(/^[-+]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(entry.time).to.be.at.least(0);
  for (const field of ['method', 'url', 'httpVersion']) expect(request[field]).to.be.a('string');
  for (const field of ['cookies', 'headers', 'queryString']) expect(request[field]).to.be.an('array');
  for (const field of ['headersSize', 'bodySize']) expect(request[field]).to.be.a('number');
  expect(response['status']).to.be.oneOf([0, 101]);
  for (const field of ['statusText', 'httpVersion', 'redirectURL']) expect(response[field]).to.be.a('string');
  for (const field of ['cookies', 'headers']) expect(response[field]).to.be.an('array');
  for (const field of ['headersSize', 'bodySize']) expect(response[field]).to.be.a('number');
  expect(response['content']).to.have.all.keys('size', 'mimeType');
  expect(entry.cache).to.deep.equal({});
  for (const field of ['send', 'wait', 'receive']) expect(timings[field]).to.be.at.least(0);
  expect(entry.time).to.equal(timings['send']! + timings['wait']! + timings['receive']!);
  expect(entry._resourceType).to.equal('websocket');
  for (const message of entry._webSocketMessages) {
    expect(message.type).to.be.oneOf(['send', 'receive']);
    expect(message.time).to.be.a('number');
    expect(message.opcode).to.be.oneOf([1, 2]);
    expect(message.data).to.be.a('string');
    if (message.opcode === 2) expect(message.data).to.match(/^([\w+/]{4})*([\w+/]{2}==|[\w+/]{3}=)?$/);
  }
}

describe('a HAR', () => {
  it('has what Chrome writes, and nothing that a page cannot know', async () => {
    const log = new EntryLog();
    log.pushEvent('opened', opened, startMs + 40);
    log.pushMessage('sent', 'héllo', startMs + 50.25);
    log.pushMessage('received', Uint8Array.of(1, 2, 255).buffer, startMs + 60);
    log.pushEvent('closed', ended, startMs + 1_000);
    const { log: har } = await harOf(log);
    expect([har.version, har.creator.name, har.pages]).to.deep.equal(['1.2', 'ws-tester', []]);
    const [entry] = har.entries;
    expectFields(entry!);
    expect(entry!.startedDateTime).to.equal('2026-11-22T07:16:19.968Z');
    expect(entry!.time).to.equal(1_000);
    expect(entry!.timings).to.deep.equal({ send: 0, wait: 40, receive: 960 });
    expect(entry!.request).to.deep.include({ method: 'GET', url: opened.url, httpVersion: '', headers: [] });
    expect(entry!.request['queryString']).to.deep.equal([
      { name: 'a', value: '1' },
      { name: 'a', value: '2' },
      { name: 'b', value: ' x' },
    ]);
    expect(entry!.response).to.deep.include({ status: 101, statusText: '', headersSize: -1, bodySize: -1 });
    expect(entry!.response['headers']).to.deep.equal([
      { name: 'Sec-WebSocket-Protocol', value: 'chat.v2' },
      { name: 'Sec-WebSocket-Extensions', value: 'permessage-deflate' },
    ]);
    expect(entry!._webSocketMessages).to.deep.equal([
      { type: 'send', time: (startMs + 50.25) / 1_000, opcode: 1, data: 'héllo' },
      { type: 'receive', time: (startMs + 60) / 1_000, opcode: 2, data: 'AQL/' },
    ]);
  });

  it('has an entry for each attempt, and status 101 only for those that opened', async () => {
    const log = new EntryLog();
    const failed: AttemptEnd = { ...ended, opened: false, code: 1006, wasClean: false };
    log.pushEvent('failed', failed, startMs);
    log.pushEvent('failed', failed, startMs + 1);
    log.pushEvent('opened', opened, startMs + 2);
    log.pushMessage('received', 'one', startMs + 3);
    log.pushEvent('closed', ended, startMs + 4);
    log.pushEvent('opened', { ...opened, url: 'wss://other.example/' }, startMs + 5);
    log.pushMessage('received', 'two', startMs + 6);
    const { entries } = (await harOf(log)).log;
    for (const entry of entries) expectFields(entry);
    expect(entries.map(({ request, response }) => [request.url, response['status']])).to.deep.equal([
      ['', 0],
      ['', 0],
      [opened.url, 101],
      ['wss://other.example/', 101],
    ]);
    expect(entries.map((entry) => entry._webSocketMessages.map(({ data }) => data))).to.deep.equal([
      [],
      [],
      ['one'],
      ['two'],
    ]);
  });

  it('has the fields that readers need, whatever the log has', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog(fc.integer({ min: 0, max: 4e12 })), async (log) => {
        const { entries } = (await harOf(log)).log;
        for (const entry of entries) {
          if (Math.abs(entry.time) < 1e300 && entry.startedDateTime !== '') expectFields(entry);
        }
        const messages = entries.flatMap((entry) => entry._webSocketMessages);
        expect(messages).to.have.length(log.sentCount + log.receivedCount);
      }),
      { numRuns: 100 },
    );
  });

  it('tells the attempt of a chosen message, and leaves the others out', async () => {
    const log = new EntryLog();
    for (const name of ['a', 'b']) {
      log.pushEvent('opened', { ...opened, url: `wss://${name}.example/` }, startMs);
      log.pushMessage('received', `${name}1`, startMs);
      log.pushMessage('received', `${name}2`, startMs);
      log.pushEvent('closed', ended, startMs);
    }
    const text = await exported(log, { format: 'har', sequences: [6] });
    const { entries } = (JSON.parse(text) as Har).log;
    expect(entries).to.have.length(1);
    expect(entries[0]!.request.url).to.equal('wss://b.example/');
    expect(entries[0]!._webSocketMessages.map(({ data }) => data)).to.deep.equal(['b2']);
  });
});

describe('a HAR of another writer', () => {
  const har = (...entries: object[]) =>
    JSON.stringify({ log: { version: '1.2', creator: { name: 'other', version: '1' }, pages: [], entries } });
  const socket = (url: string, started: string, messages: object[], response: object = { status: 101 }) => ({
    startedDateTime: started,
    time: 14.4,
    request: { method: 'GET', url, headers: [] },
    response,
    _resourceType: 'websocket',
    _webSocketMessages: messages,
  });
  const text = (type: string, time: number, data: string) => ({ type, time, opcode: 1, data });
  const told = (log: EntryLog) =>
    Array.from({ length: log.length }, (_, index) => {
      const { kind, data, detail, timeMs } = log.at(index)!;
      return [kind, timeMs, data ?? (typeof detail === 'object' && 'url' in detail ? detail.url : detail)];
    });

  it('is read with seconds, as Chrome writes them', async () => {
    const { log, format, problems } = await importLog(
      har(
        {
          request: { url: 'https://a.example/' },
          response: { status: 200 },
          startedDateTime: '2026-11-22T07:16:19Z',
        },
        socket('wss://a.example/', '2026-11-22T07:16:19.968Z', [
          text('send', 1795331779.977, 'héllo'),
          { type: 'receive', time: 1795331779.991, opcode: 2, data: 'AQL/' },
        ]),
      ),
    );
    expect([format, problems]).to.deep.equal(['har', []]);
    expect(told(log).slice(0, 2)).to.deep.equal([
      ['opened', startMs, 'wss://a.example/'],
      ['sent', 1795331779977, 'héllo'],
    ]);
    expect(log.timeAt(2)).to.equal(1795331779991);
    expect([...new Uint8Array(log.dataAt(2) as ArrayBuffer)]).to.deep.equal([1, 2, 255]);
    expect(log.length).to.equal(3);
  });

  it('is read with milliseconds, as Playwright writes them', async () => {
    const { log } = await importLog(
      har(socket('ws://a.example/', '2026-11-22T07:16:19.968Z', [text('send', 1795331779977.25, 'x')])),
    );
    expect(log.timeAt(1)).to.equal(1795331779977.25);
  });

  it('is read as the negotiated headers tell it, in any letter case', async () => {
    const headers = [
      { name: 'sec-websocket-protocol', value: 'chat' },
      { name: 'Sec-WebSocket-Extensions', value: 'permessage-deflate' },
    ];
    const { log } = await importLog(har(socket('ws://a.example/', '', [], { status: 101, headers })));
    expect(log.at(0)?.detail).to.deep.equal({
      url: 'ws://a.example/',
      protocol: 'chat',
      extensions: 'permessage-deflate',
    });
  });

  it('merges its connections by time, and keeps the order within each', async () => {
    const at = (seconds: number) => new Date(seconds * 1_000).toISOString();
    const { log } = await importLog(
      har(
        socket('ws://a/', at(100), [
          text('send', 101, 'a1'),
          text('receive', 100.5, 'a2'),
          text('send', 109, 'a3'),
        ]),
        socket('ws://b/', at(100.75), [text('send', 102, 'b1'), text('send', 108, 'b2')]),
      ),
    );
    expect(told(log).map(([, , data]) => data)).to.deep.equal([
      'ws://a/',
      'ws://b/',
      'a1',
      'a2',
      'b1',
      'b2',
      'a3',
    ]);
  });

  it('says of an attempt that did not open what the file says, and invents no end', async () => {
    const { log } = await importLog(
      har(socket('ws://a.example/', '2026-11-22T07:16:19.968Z', [], { status: 403 })),
    );
    expect(told(log)).to.deep.equal([
      ['note', startMs, 'Not opened, as the file has it: ws://a.example/ (status 403)'],
    ]);
  });

  it('keeps protocol errors and control frames as remarks', async () => {
    const { log } = await importLog(
      har(
        socket('ws://a/', '1970-01-01T00:00:01Z', [
          { type: 'error', time: 2, opcode: -1, data: 'Invalid frame header' },
          { type: 'receive', time: 3, opcode: 9, data: 'cA==' },
        ]),
      ),
    );
    expect(told(log).slice(1)).to.deep.equal([
      ['note', 2_000, 'Error: Invalid frame header'],
      ['note', 3_000, 'Control frame 9, received: cA=='],
    ]);
  });

  it('tells of a wrong message with its line, and keeps the others', async () => {
    const file = `{"log": {"version": "1.2", "entries": [
  {"startedDateTime": "1970-01-01T00:00:01Z", "request": {"url": "ws://a/"}, "response": {"status": 101},
   "_webSocketMessages": [
    {"type": "send", "time": 2, "opcode": 1, "data": "good"},
    {"type": "send", "opcode": 1, "data": "no time"},
    {"type": "shout", "time": 2, "opcode": 1, "data": ""},
    {"type": "send", "time": 2, "opcode": 2, "data": "*"},
    {"type": "send", "time": 2, "opcode": 1, "data": "good, too"}
  ]}]}}`;
    const { log, problems, problemCount } = await importLog(file);
    expect(told(log).map(([, , data]) => data)).to.deep.equal(['ws://a/', 'good', 'good, too']);
    expect(problemCount).to.equal(3);
    expect(problems).to.deep.equal([
      { message: 'time must be a number.', line: 5, column: 5 },
      { message: 'type must be one of send, receive, error.', line: 6, column: 5 },
      { message: 'data is not Base64: Not a Base64 character: “*”.', line: 7, column: 5 },
    ]);
  });

  it('is refused where it has no WebSocket', async () => {
    const page = { request: { url: 'https://a.example/' }, response: { status: 200 } };
    const error = await importLog(har(page)).catch((reason: unknown) => reason);
    expect(error).to.be.an('error').with.property('message', 'There is no WebSocket connection in this HAR.');
  });
});
