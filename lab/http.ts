import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Endpoint } from './endpoint.js';
import { endpoints, findEndpoint } from './endpoints.js';
import { faultOf, faults, type Fault } from './faults.js';
import { refuseUpgrade, whenClosed } from './handshake.js';
import { indexPage, type FaultAddress } from './index-page.js';

const text = 'text/plain; charset=utf-8';
const css = readFileSync(new URL('./lab.css', import.meta.url), 'utf8');

/** Readable from every page, so that a page elsewhere can tell "a server answers here" from "nothing is here". */
const cors = { 'Access-Control-Allow-Origin': '*' };

/** What a plain HTTP request below `/lab` gets: the index in two forms, its style sheet, 426 for an endpoint, or 404. */
export function handleHttp(
  request: IncomingMessage,
  response: ServerResponse,
  labPath: string,
  addresses: readonly FaultAddress[],
): void {
  const send = (status: number, type: string, body: string, headers: Record<string, string> = {}): void => {
    response.writeHead(status, {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...cors,
      ...headers,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };

  if (request.method === 'OPTIONS') {
    response
      .writeHead(204, { ...cors, Allow: 'GET, HEAD, OPTIONS', 'Access-Control-Allow-Headers': '*' })
      .end();
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    send(405, text, 'The lab answers GET and HEAD.\n', { Allow: 'GET, HEAD, OPTIONS' });
    return;
  }

  const path = (request.url ?? '').split('?', 1)[0]?.slice(labPath.length) ?? '';
  switch (path) {
    case '':
      send(308, text, `The index is at ${labPath}/\n`, { Location: `${labPath}/` });
      return;
    case '/':
      send(200, 'text/html; charset=utf-8', indexPage(endpoints, faults, addresses, labPath), {
        'Content-Security-Policy':
          "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'",
      });
      return;
    case '/index.json':
      send(200, 'application/json; charset=utf-8', indexJson(labPath, addresses));
      return;
    case '/lab.css':
      send(200, 'text/css; charset=utf-8', css);
      return;
  }
  const found = findEndpoint(path);
  if (!found) {
    send(404, text, `There is no such endpoint. ${labPath}/ lists them.\n`);
    return;
  }
  const fault = faultOf(found.endpoint);
  if (fault) {
    answerPlain(fault, found.pathValue, request, response);
    return;
  }
  // RFC 9110 §15.5.22: an answer of 426 names the protocol to change to.
  send(
    426,
    text,
    `${labPath}${found.endpoint.path} is a WebSocket endpoint: ${found.endpoint.summary}\n` +
      `Connect to it with a WebSocket client, at the same address with ws: or wss: in front.\n` +
      `The index of all endpoints is at ${labPath}/\n`,
    { Upgrade: 'websocket', Connection: 'Upgrade' },
  );
}

function indexJson(labPath: string, addresses: readonly FaultAddress[]): string {
  const rows = (table: readonly Endpoint[]) =>
    table.map(({ path, summary, parameters, examples, breaks = false }) => ({
      ...{ path, summary, parameters, examples, breaks },
    }));
  return JSON.stringify(
    { base: labPath, endpoints: rows(endpoints), faults: rows(faults), faultAddresses: addresses },
    null,
    2,
  );
}

/** What a fetch of a fault's path meets. No page may read it, unless the address says `cors`: servers are like that. */
function answerPlain(
  fault: Fault,
  pathValue: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { socket } = request;
  const search = new URL(`http://lab${request.url ?? ''}`).searchParams;
  if (fault.plain === 'fault') {
    response.detachSocket(socket);
    fault.damage({ request, socket, search, pathValue, signal: whenClosed(socket) });
    return;
  }
  const status = fault.plain === 'status' && /^[2-5]\d\d$/.test(pathValue) ? Number(pathValue) : 200;
  response.detachSocket(socket);
  refuseUpgrade(socket, status, `${fault.summary}\n`, {
    ...(search.has('cors') ? cors : {}),
    ...(status >= 300 && status < 400 ? { Location: '/lab/' } : {}),
  });
}
