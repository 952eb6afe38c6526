import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { EntryLog } from '../../src/core/entry-log.js';
import { forgetWorkers } from '../../src/elements/ws-log/expression-worker.js';
import { emptyFields, readFields } from '../../src/elements/ws-log/filter-query.js';
import { SelectedRows } from '../../src/elements/ws-log/selected-rows.js';

const BrowserWorker = globalThis.Worker;

/** Every worker that is made, and those of them that were ended. */
let made: Worker[] = [];
let ended = 0;

type Make = (address: string | URL, options?: WorkerOptions) => Worker;

function withWorkers(make: Make): void {
  globalThis.Worker = function (address: string | URL, options?: WorkerOptions) {
    const worker = make(address, options);
    const terminate = worker.terminate.bind(worker);
    worker.terminate = () => {
      ended++;
      terminate();
    };
    made.push(worker);
    return worker;
  } as unknown as typeof Worker;
}

const isText = (address: string | URL) => String(address).startsWith('blob:');

function silentWorker(): Worker {
  return new BrowserWorker(URL.createObjectURL(new Blob([''], { type: 'text/javascript' })));
}

/** As Firefox tells of a script from another origin, and every browser of a script that is not there. */
function lateErrorWorker(): Worker {
  return new BrowserWorker(URL.createObjectURL(new Blob(['((('], { type: 'text/javascript' })));
}

function refuse(): never {
  throw new DOMException('Not allowed here.', 'SecurityError');
}

function logOf(...messages: string[]): EntryLog {
  const log = new EntryLog({ maxBytes: Infinity });
  for (const message of messages) log.pushMessage('received', message, 0);
  return log;
}

function select(log: EntryLog, include: string): SelectedRows {
  const { query } = readFields({ ...emptyFields, include });
  return new SelectedRows(
    log,
    { query, folds: false, foldPattern: undefined },
    () => {},
    () => '',
  );
}

async function shown(rows: SelectedRows): Promise<number[]> {
  await waitUntil(
    async () => {
      rows.update();
      await nextFrame();
      return rows.isUpToDate || rows.failure !== undefined;
    },
    'never done',
    { interval: 5, timeout: 12_000 },
  );
  return Array.from({ length: rows.rowCount }, (_, row) => rows.sequenceAt(row));
}

describe('an expression', () => {
  beforeEach(() => {
    forgetWorkers();
    made = [];
    ended = 0;
  });

  afterEach(() => {
    globalThis.Worker = BrowserWorker;
    forgetWorkers();
    expect(ended, 'workers that were ended').to.equal(made.length);
  });

  const four = ['abc', 'xbc', 'xabcx', 'ab'];

  it('runs in a worker made from its own script', async () => {
    const addresses: string[] = [];
    withWorkers((address, options) => {
      addresses.push(String(address));
      return new BrowserWorker(address, options);
    });
    const rows = select(logOf(...four), '/^.bc$/');
    expect(await shown(rows)).to.deep.equal([0, 1]);
    expect(addresses).to.have.length(1);
    expect(addresses[0]).to.match(/expression-thread\.js$/);
    rows.stop();
  });

  const ways: Readonly<Record<string, Make>> = {
    'is refused at once': (address, options) =>
      isText(address) ? new BrowserWorker(address, options) : refuse(),
    'fails later': (address, options) =>
      isText(address) ? new BrowserWorker(address, options) : lateErrorWorker(),
    'is silent': (address, options) =>
      isText(address) ? new BrowserWorker(address, options) : silentWorker(),
  };
  for (const [title, make] of Object.entries(ways)) {
    it(`runs in one made from its text where the script ${title}`, async () => {
      withWorkers(make);
      const rows = select(logOf(...four), '/^.bc$/');
      expect(await shown(rows)).to.deep.equal([0, 1]);
      expect(rows.worker).to.not.equal(undefined);
      rows.stop();
    });
  }

  const noWays: Readonly<Record<string, Make>> = {
    'are refused at once': refuse,
    'fail later': lateErrorWorker,
    'are silent': silentWorker,
  };
  for (const [title, make] of Object.entries(noWays)) {
    it(`runs on the page, in slices, where workers ${title}`, async () => {
      withWorkers(make);
      const log = logOf(...four);
      const rows = select(log, '/^.bc$/');
      expect(await shown(rows)).to.deep.equal([0, 1]);
      expect(rows.worker).to.equal(undefined);
      log.pushMessage('received', 'ybc', 0);
      expect(await shown(rows)).to.deep.equal([0, 1, 4]);
    });
  }

  it('that might never end is refused there, and the next one is not held up by trying again', async () => {
    withWorkers(refuse);
    const rows = select(logOf(`${'a'.repeat(60)}!`), '/(a+)+$/');
    expect(await shown(rows)).to.deep.equal([]);
    expect(rows.failure).to.equal('risky');
    let tries = 0;
    withWorkers(() => {
      tries++;
      return refuse();
    });
    expect(await shown(select(logOf('ab'), '/b/'))).to.deep.equal([0]);
    expect(tries).to.equal(0);
  });

  it('that is too slow there is given up in time, and long messages are tried by their beginnings', async () => {
    withWorkers(refuse);
    for (const expression of ['/a+$/', '/a*a*$/', '/a*a*a*$/']) {
      const slow = select(logOf(...Array.from({ length: 50 }, () => `${'a'.repeat(9_000)}!`)), expression);
      const startMs = performance.now();
      await shown(slow);
      expect(performance.now() - startMs, expression).to.be.below(5_000);
    }
    const cut = select(logOf(`${'a'.repeat(1_000_000)}z`, `${'a'.repeat(20)}z`), '/z$/');
    expect(await shown(cut)).to.deep.equal([1]);
    expect(cut.cutUnits).to.equal(1_000_000);
  });

  it('runs where a policy of the page allows no worker', async () => {
    const frame = document.createElement('iframe');
    const modules = {
      selected: new URL('../../src/elements/ws-log/selected-rows.ts', import.meta.url).href,
      query: new URL('../../src/elements/ws-log/filter-query.ts', import.meta.url).href,
      log: new URL('../../src/core/entry-log.ts', import.meta.url).href,
    };
    const script = `
      const [{ SelectedRows }, { readFields, emptyFields }, { EntryLog }] = await Promise.all(
        ${JSON.stringify(Object.values(modules))}.map((address) => import(address)));
      parent.postMessage('ready');
      window.rowsOf = (include, message) => {
        const log = new EntryLog();
        log.pushMessage('received', message, 0);
        const { query } = readFields({ ...emptyFields, include });
        return new SelectedRows(log, { query, folds: false, foldPattern: undefined }, () => {}, () => '');
      };`;
    frame.srcdoc = `<!doctype html><title>x</title>
      <meta http-equiv="Content-Security-Policy" content="worker-src 'none'; require-trusted-types-for 'script'">
      <script type="module">${script}</script>`;
    frame.title = 'A page with a policy';
    document.body.append(frame);
    try {
      type Inner = Window & { rowsOf?: (include: string, message: string) => SelectedRows };
      const inner = () => (frame.contentWindow as Inner).rowsOf;
      await waitUntil(() => inner(), 'no module');
      const rows = inner()!('/^a.c$/', 'abc');
      expect(await shown(rows)).to.deep.equal([0]);
      expect(rows.worker).to.equal(undefined);
      const risky = inner()!('/(a+)+$/', 'aaaa!');
      await shown(risky);
      expect(risky.failure).to.equal('risky');
    } finally {
      frame.remove();
    }
  });
});
