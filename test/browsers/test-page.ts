/**
 * The page in which a test file runs.
 *
 * A failed assertion about an element carries the element itself, which no message can carry to the runner:
 * the whole file would end in a timeout instead of the assertion's words. So a report that cannot be cloned as
 * it is goes out with such values as words. (@web/dev-server-core 0.7 clones in its `sendMessage`; to be
 * removed when that survives what cannot be cloned.)
 */
export function testPage(runnerPath: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <link rel="icon" href="data:,">
    <title>Tests</title>
    <script>${keepReportsCloneable}</script>
  </head>
  <body><script type="module" src="${runnerPath}"></script></body>
</html>`;
}

const keepReportsCloneable = `{
  const clone = structuredClone;
  const inWords = (key, value) =>
    (key === 'actual' || key === 'expected') && Object(value) === value
      ? Object.prototype.toString.call(value)
      : value;
  globalThis.structuredClone = (value, options) => {
    try {
      return clone(value, options);
    } catch (error) {
      if (value?.type !== 'wtr-session-finished') throw error;
      return JSON.parse(JSON.stringify(value, inWords));
    }
  };
}`;
