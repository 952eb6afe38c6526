import type { Endpoint, NumberParameter, Parameter } from './endpoint.js';

/** A fault that is an address of its own, not a path of the lab. */
export interface FaultAddress {
  readonly name: string;
  readonly summary: string;
  /** The address to try it with. */
  readonly url: string;
}

/** The page at `/lab/`: every endpoint with its parameters and examples, from the table. No script, no inline style. */
export function indexPage(
  endpoints: readonly Endpoint[],
  faults: readonly Endpoint[],
  addresses: readonly FaultAddress[],
  labPath: string,
): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark">
    <title>ws-tester lab</title>
    <link rel="stylesheet" href="${labPath}/lab.css">
  </head>
  <body>
    <main>
      <h1>ws-tester lab</h1>
      <p>
        WebSocket endpoints to try a client on. Put <code>ws://</code> or <code>wss://</code> and this page’s host
        in front of a path. The same list as JSON: <a href="${labPath}/index.json">index.json</a>.
      </p>
      <p>
        Every endpoint also takes <code>client=</code><var>name</var>, by which tests find their own connections,
        and <code>deflate</code>, which allows permessage-deflate. A wrong parameter is explained in a message,
        then the connection closes with 1008. Messages over 64 MiB close it with 1009.
      </p>
      ${endpoints.map((endpoint) => section(endpoint, labPath)).join('')}
      <h1>Break it on purpose</h1>
      <p>
        Each of these does one thing wrong, byte by byte. What is not a path has an address of its own${
          addresses.length === 0 ? ': <code>npm start</code> and <code>npm run faults</code> start those' : ''
        }.
      </p>${addressList(addresses)}
      ${faults.map((fault) => section(fault, labPath)).join('')}
    </main>
  </body>
</html>
`;
}

function addressList(addresses: readonly FaultAddress[]): string {
  if (addresses.length === 0) return '';
  const items = addresses.map(
    ({ url, summary }) => `<li><code>${escape(url)}</code> ${escape(summary)}</li>`,
  );
  return `
      <ul>${items.join('')}</ul>`;
}

function section({ path, summary, parameters, examples }: Endpoint, labPath: string): string {
  const id = path.replace(/[^a-z-]+/g, '-').replace(/^-|-$/g, '');
  return `
      <section aria-labelledby="${id}">
        <h2 id="${id}"><code>${escape(labPath + path)}</code></h2>
        <p>${escape(summary)}</p>${parameters.length === 0 ? '' : parameterList(parameters)}
        <ul>${examples
          .map(
            ({ path, label, protocols }) =>
              `<li><code>${escape(labPath + path)}</code> ${escape(label)}${
                protocols === undefined ? '' : ` Offer the subprotocol <code>${escape(protocols)}</code>.`
              }</li>`,
          )
          .join('')}</ul>
      </section>`;
}

function parameterList(parameters: readonly (Parameter | NumberParameter)[]): string {
  const rows = parameters.map((parameter) => {
    const range = 'min' in parameter ? ` ${parameter.min} to ${parameter.max}` : '';
    const fallback =
      'min' in parameter && parameter.fallback !== undefined ? `, default ${parameter.fallback}` : '';
    const limits = range ? `${range}${fallback}.` : '';
    return `<dt><code>${escape(parameter.name)}</code></dt><dd>${escape(parameter.meaning + limits)}</dd>`;
  });
  return `
        <dl>${rows.join('')}</dl>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
