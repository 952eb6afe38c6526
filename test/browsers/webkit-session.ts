import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type Engine, hasDisplay } from './engines.js';
import { freePort } from './free-port.js';

/** WebDriver's code points for keys that print nothing (W3C WebDriver §17.4.2, "normalized key value"). */
const keyCodePoints: Readonly<Record<string, number>> = {
  Backspace: 0xe003,
  Tab: 0xe004,
  Enter: 0xe007,
  Shift: 0xe008,
  Control: 0xe009,
  Alt: 0xe00a,
  Escape: 0xe00c,
  Space: 0x20,
  PageUp: 0xe00e,
  PageDown: 0xe00f,
  End: 0xe010,
  Home: 0xe011,
  ArrowLeft: 0xe012,
  ArrowUp: 0xe013,
  ArrowRight: 0xe014,
  ArrowDown: 0xe015,
  Insert: 0xe016,
  Delete: 0xe017,
  Meta: 0xe03d,
};
const mouseButtons: Readonly<Record<string, number>> = { left: 0, middle: 1, right: 2 };
const driverStartLimitMs = 20_000;

/** One step of the mouse: to a point of the viewport in CSS px, or a button going down or up. */
export type MouseStep = { move: [x: number, y: number] } | { down: string } | { up: string };

/** A WebKitGTK window driven over W3C WebDriver, with a virtual display where there is none. */
export class WebKitSession {
  readonly #children: ChildProcess[] = [];
  readonly #killChildren = () => this.#children.forEach((child) => child.kill());
  #sessionUrl = '';

  /** Starts display, driver and browser. Rejects with what the missing or failing program said. */
  static async start(engine: Engine): Promise<WebKitSession> {
    const session = new WebKitSession();
    process.once('exit', session.#killChildren);
    try {
      await session.#start(engine);
    } catch (error) {
      await session.stop();
      throw error;
    }
    return session;
  }

  async #start({ path, driverPath = 'WebKitWebDriver' }: Engine): Promise<void> {
    const environment = hasDisplay() ? process.env : { ...process.env, DISPLAY: await this.#startDisplay() };
    const port = await freePort();
    const driver = spawn(driverPath, [`--port=${port}`], { env: environment, stdio: 'ignore' });
    this.#children.push(driver);
    const driverUrl = `http://127.0.0.1:${port}`;
    await Promise.race([rejectOnError(driver), untilReady(driverUrl)]);
    const { sessionId } = await webDriver<{ sessionId: string }>('POST', `${driverUrl}/session`, {
      capabilities: {
        alwaysMatch: { 'webkitgtk:browserOptions': { binary: path, args: ['--automation'] } },
      },
    });
    this.#sessionUrl = `${driverUrl}/session/${sessionId}`;
    await this.#post('/window/rect', { width: 1000, height: 800 });
  }

  /** With `-displayfd`, Xvfb takes a free display number itself and writes it to that descriptor. */
  async #startDisplay(): Promise<string> {
    const display = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    this.#children.push(display);
    const number = display.stdio[3] as Readable;
    const [line] = (await Promise.race([once(number, 'data'), rejectOnError(display)])) as [Buffer];
    return `:${line.toString().trim()}`;
  }

  /** Loads an address and waits for its load event. */
  async navigate(url: string): Promise<void> {
    await this.#post('/url', { url });
  }

  /** What a promise in the page comes to, as JSON; the expression may take 30 s (WebDriver, script timeout). */
  async evaluate<T>(expression: string): Promise<T> {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve(${expression}).then((value) => done(JSON.stringify(value)), (error) => done(JSON.stringify(String(error))));`;
    return JSON.parse(await this.#post<string>('/execute/async', { script, args: [] })) as T;
  }

  /** Types a text, one key after the other. */
  async type(text: string): Promise<void> {
    await this.#keys(
      [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    );
  }

  /** Presses a key or a combination such as `Control+Enter`, and lets go in reverse order. */
  async press(combination: string): Promise<void> {
    const keys = combination.length > 1 ? combination.split('+') : [combination];
    await this.#keys([
      ...keys.map((key) => ({ type: 'keyDown', value: keyValue(key) })),
      ...keys.reverse().map((key) => ({ type: 'keyUp', value: keyValue(key) })),
    ]);
  }

  /** Presses a key and keeps it down. */
  async keyDown(key: string): Promise<void> {
    await this.#keys([{ type: 'keyDown', value: keyValue(key) }]);
  }

  /** Lets a key go. */
  async keyUp(key: string): Promise<void> {
    await this.#keys([{ type: 'keyUp', value: keyValue(key) }]);
  }

  /** Moves the mouse and presses its buttons. */
  async mouse(steps: readonly MouseStep[]): Promise<void> {
    const actions = steps.map((step) => {
      if ('move' in step) {
        const [x, y] = step.move;
        return { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) };
      }
      return 'down' in step
        ? { type: 'pointerDown', button: mouseButtons[step.down] ?? 0 }
        : { type: 'pointerUp', button: mouseButtons[step.up] ?? 0 };
    });
    await this.#post('/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  }

  /** Sizes the window so that the viewport, without the window's tool bar, has this size. */
  async setViewport({ width, height }: { width: number; height: number }): Promise<void> {
    const [innerWidth, innerHeight] = await this.#post<[number, number]>('/execute/sync', {
      script: 'return [innerWidth, innerHeight]',
      args: [],
    });
    const outer = await webDriver<{ width: number; height: number }>(
      'GET',
      `${this.#sessionUrl}/window/rect`,
    );
    await this.#post('/window/rect', {
      width: width + outer.width - innerWidth,
      height: height + outer.height - innerHeight,
    });
  }

  /** Ends browser, driver and display. */
  async stop(): Promise<void> {
    // deleting the session closes the window; a driver that is already gone has closed it too
    if (this.#sessionUrl) await webDriver('DELETE', this.#sessionUrl).catch(() => undefined);
    this.#killChildren();
    process.off('exit', this.#killChildren);
  }

  #keys(actions: readonly { type: string; value: string }[]): Promise<unknown> {
    return this.#post('/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  #post<T>(path: string, body: object): Promise<T> {
    return webDriver<T>('POST', `${this.#sessionUrl}${path}`, body);
  }
}

function keyValue(key: string): string {
  const codePoint = keyCodePoints[key];
  return codePoint === undefined ? key : String.fromCodePoint(codePoint);
}

async function webDriver<T>(method: string, url: string, body?: object): Promise<T> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok)
    throw new Error(`WebDriver ${method} ${url}: ${value.error ?? ''} ${value.message ?? ''}`);
  return value;
}

async function untilReady(driverUrl: string): Promise<void> {
  const deadline = Date.now() + driverStartLimitMs;
  for (;;) {
    try {
      if ((await webDriver<{ ready: boolean }>('GET', `${driverUrl}/status`)).ready) return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error(`${driverUrl}: the driver did not become ready`);
    await delay(50);
  }
}

async function rejectOnError(child: ChildProcess): Promise<never> {
  const [error] = (await once(child, 'error')) as [Error];
  throw error;
}
