const key = 'ws-tester.snippet';

/** What a reader chose last on this site, as two words: a language and a side. `[]` where nothing is remembered. */
export function rememberedChoice(): readonly string[] {
  try {
    return localStorage.getItem(key)?.split(' ') ?? [];
  } catch {
    return []; // storage is refused in sandboxed frames and by settings
  }
}

/** Keeps it for the next page of this site, where the browser lets us. */
export function rememberChoice(language: string, side: string): void {
  try {
    localStorage.setItem(key, `${language} ${side}`);
  } catch {
    // the choice holds for this element only
  }
}
