import type { BrowserLauncher } from '@web/test-runner-core';
import type { Engine } from './engines.js';
import { WebKitSession } from './webkit-session.js';

/**
 * Lets the test runner drive WebKitGTK. One window, one test file after the other.
 * Keys, mouse and viewport work (the window refuses to be narrower than about 450 px); media features
 * cannot be emulated, and there is no debug mode.
 */
export function webKitLauncher(engine: Engine): BrowserLauncher & { getPage(sessionId: string): unknown } {
  const openUrls = new Map<string, string>();
  let starting: Promise<WebKitSession> | undefined;
  const session = () => (starting ??= WebKitSession.start(engine));

  /** The few methods of a Playwright page that @web/test-runner-commands calls. */
  const page = {
    keyboard: {
      type: async (text: string) => (await session()).type(text),
      press: async (combination: string) => (await session()).press(combination),
      down: async (key: string) => (await session()).keyDown(key),
      up: async (key: string) => (await session()).keyUp(key),
    },
    mouse: {
      move: async (x: number, y: number) => (await session()).mouse([{ move: [x, y] }]),
      click: async (x: number, y: number, { button = 'left' }: { button?: string } = {}) =>
        (await session()).mouse([{ move: [x, y] }, { down: button }, { up: button }]),
      down: async ({ button = 'left' }: { button?: string } = {}) =>
        (await session()).mouse([{ down: button }]),
      up: async ({ button = 'left' }: { button?: string } = {}) => (await session()).mouse([{ up: button }]),
    },
    setViewportSize: async (size: { width: number; height: number }) => (await session()).setViewport(size),
    emulateMedia: () => Promise.reject(new Error('WebKitGTK: WebDriver cannot emulate media features')),
  };

  return {
    name: 'webkit',
    type: 'playwright', // which protocol @web/test-runner-commands shall speak to `page`
    concurrency: 1,
    async startSession(sessionId, url) {
      openUrls.set(sessionId, url);
      await (await session()).navigate(url);
    },
    isActive: (sessionId) => openUrls.has(sessionId),
    getBrowserUrl: (sessionId) => openUrls.get(sessionId),
    async stopSession(sessionId) {
      openUrls.delete(sessionId);
      // leaving the page ends its timers and sockets before the next file starts
      await (await session()).navigate('about:blank');
      return {};
    },
    getPage: () => page,
    startDebugSession: () => Promise.reject(new Error('WebKitGTK: no debug sessions')),
    async stop() {
      await (await starting?.catch(() => undefined))?.stop();
    },
  };
}
