import type { Engine } from './engines.js';

/**
 * The options with which puppeteer-core starts Chromium (DevTools protocol) or Firefox (WebDriver BiDi, so
 * no geckodriver is needed). Security settings stay those of an ordinary browser.
 */
export function puppeteerLaunchOptions(engine: Engine) {
  if (engine.name === 'firefox') {
    return {
      browser: 'firefox',
      executablePath: engine.path,
      headless: true,
      // Firefox makes each attempt wait longer after one that failed at the same host and port. All tests share the
      // lab's, so without this they would wait for what others broke on purpose.
      extraPrefsFirefox: { 'network.websocket.delay-failed-reconnects': false },
    } as const;
  }
  // no `browser: 'chrome'`: @web/test-runner-chrome would then record no coverage
  return {
    executablePath: engine.path,
    headless: engine.headlessShell ? 'shell' : true,
    args: chromiumArguments(),
  } as const;
}

/** Arguments for any Chromium. Its sandbox refuses to run as root and in most containers. */
export function chromiumArguments(): string[] {
  const unprivileged = process.getuid?.() !== 0 && !process.env['CI'];
  return [...(unprivileged ? [] : ['--no-sandbox']), '--disable-gpu', '--disable-background-networking'];
}
