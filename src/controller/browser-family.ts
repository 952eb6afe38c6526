import type { BrowserFamily } from '../diagnosis/evidence.js';

/**
 * The engine of a window. Features come first, because the words of the user agent are often changed; browsers on iOS
 * name Chrome or Firefox in theirs (`CriOS`, `FxiOS`) and are WebKit all the same.
 */
export function browserFamily(page: Window): BrowserFamily {
  const { userAgent } = page.navigator;
  if ('mozInnerScreenX' in page) return 'firefox';
  if ('userAgentData' in page.navigator || /\b(Chrome|Chromium|HeadlessChrome)\//.test(userAgent))
    return 'chromium';
  if (/\bAppleWebKit\//.test(userAgent)) return 'webkit';
  return 'unknown';
}
