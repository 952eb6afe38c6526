import { after } from './timers.js';

/** Error codes of JSON-RPC 2.0 §5.1; -32000 to -32099 are the server's own. */
const errors = {
  parse: { code: -32700, message: 'Parse error' },
  request: { code: -32600, message: 'Invalid Request' },
  method: { code: -32601, message: 'Method not found' },
  parameters: { code: -32602, message: 'Invalid params' },
  internal: { code: -32603, message: 'Internal error' },
  failure: { code: -32000, message: 'Failed on purpose' },
} as const;

type ErrorKind = keyof typeof errors;

const maxBatch = 100;
const maxDelayMs = 10_000;

class RpcError extends Error {
  readonly kind: ErrorKind;
  constructor(kind: ErrorKind, detail: string) {
    super(detail);
    this.kind = kind;
  }
}

interface Method {
  readonly does: string;
  readonly run: (params: unknown, signal: AbortSignal) => unknown;
}

/** What one can call. Parameters are taken by position or by name. */
const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['ping', { does: 'Returns "pong".', run: () => 'pong' }],
  ['echo', { does: 'Returns its parameters as they came.', run: (params) => params ?? null }],
  ['add', { does: 'Adds numbers: [1, 2, 3] or {"a": 1, "b": 2}.', run: (params) => sum(params) }],
  ['time', { does: 'Returns the time of the server.', run: () => new Date().toISOString() }],
  [
    'slow',
    {
      does: `Returns after delayMs (0 to ${maxDelayMs}, default 1000): [500] or {"delayMs": 500}.`,
      run: sleep,
    },
  ],
  [
    'fail',
    {
      does: `Answers with the error ${errors.failure.code}.`,
      run: () => {
        throw new RpcError('failure', 'The method "fail" always answers like this.');
      },
    },
  ],
  [
    'list-methods',
    {
      does: 'Returns what one can call.',
      run: () => [...methods].map(([name, { does }]) => ({ name, does })),
    },
  ],
]);

/**
 * Answers one JSON-RPC 2.0 message: a request, a notification or a batch (at most 100 of them). Resolves with the
 * text to send, or with undefined where the specification wants silence. Never rejects. `slow` ends when
 * `signal` aborts.
 */
export async function answerJsonRpc(text: string, signal: AbortSignal): Promise<string | undefined> {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch (error) {
    return JSON.stringify(failed(null, new RpcError('parse', (error as Error).message)));
  }
  try {
    return await answerMessage(message, signal);
  } catch (error) {
    // JSON.stringify recurses where JSON.parse does not: `echo` of something nested very deep ends here.
    return JSON.stringify(failed(null, new RpcError('internal', (error as Error).message)));
  }
}

async function answerMessage(message: unknown, signal: AbortSignal): Promise<string | undefined> {
  if (!Array.isArray(message)) {
    const answer = await answerOne(message, signal);
    return answer && JSON.stringify(answer);
  }
  if (message.length === 0 || message.length > maxBatch) {
    const detail = `A batch has 1 to ${maxBatch} requests, this one has ${message.length}.`;
    return JSON.stringify(failed(null, new RpcError('request', detail)));
  }
  const answers = await Promise.all(message.map((request) => answerOne(request, signal)));
  const told = answers.filter((answer) => answer !== undefined);
  return told.length === 0 ? undefined : JSON.stringify(told);
}

async function answerOne(request: unknown, signal: AbortSignal): Promise<object | undefined> {
  if (!isObject(request)) return failed(null, new RpcError('request', 'A request is a JSON object.'));
  const { id, jsonrpc, method: name, params } = request;
  const idIsValid = id === null || typeof id === 'string' || typeof id === 'number';
  const isNotification = !Object.hasOwn(request, 'id');
  try {
    if (!isNotification && !idIsValid)
      throw new RpcError('request', 'id must be a string, a number or null.');
    if (jsonrpc !== '2.0') throw new RpcError('request', 'jsonrpc must be "2.0".');
    if (typeof name !== 'string') throw new RpcError('request', 'method must be a string.');
    if (Object.hasOwn(request, 'params') && !isObject(params) && !Array.isArray(params)) {
      throw new RpcError('request', 'params must be an array or an object.');
    }
    const method = methods.get(name);
    if (!method) throw new RpcError('method', 'list-methods returns what one can call.');
    const result = await method.run(params, signal);
    return isNotification ? undefined : { jsonrpc: '2.0', id, result };
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    // What is not even a request has no right to be taken for a notification (JSON-RPC 2.0 §5, §7).
    if (isNotification && error.kind !== 'request') return undefined;
    return failed(idIsValid ? id : null, error);
  }
}

function failed(id: unknown, error: RpcError): object {
  return { jsonrpc: '2.0', id, error: { ...errors[error.kind], data: error.message } };
}

function sum(params: unknown): number {
  const numbers: unknown[] = Array.isArray(params)
    ? params
    : isObject(params)
      ? [params['a'], params['b']]
      : [];
  let total = 0;
  for (const value of numbers) {
    if (typeof value !== 'number') throw new RpcError('parameters', 'add takes numbers only.');
    total += value;
  }
  if (numbers.length === 0) throw new RpcError('parameters', 'add takes an array of numbers, or a and b.');
  return total;
}

function sleep(params: unknown, signal: AbortSignal): Promise<string> {
  const given = Array.isArray(params)
    ? (params[0] as unknown)
    : isObject(params)
      ? params['delayMs']
      : undefined;
  const delayMs = given ?? 1_000;
  if (typeof delayMs !== 'number' || !(delayMs >= 0 && delayMs <= maxDelayMs)) {
    throw new RpcError('parameters', `delayMs must be a number from 0 to ${maxDelayMs}.`);
  }
  return new Promise((resolve) => after(signal, delayMs, () => resolve(`Waited ${delayMs} ms.`)));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
