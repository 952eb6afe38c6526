/**
 * The worker of `workerSocket()`: holds one WebSocket and hands what it receives to the page in packs. A script of
 * its own that imports nothing, so that a host can copy this one file to where its pages may start workers from.
 *
 * It says hello and then waits; it connects only when told to, once.
 */
import type { MessagePack, packPlaces } from '../core/message-pack.js';
import type {
  WorkerSocketCommand,
  WorkerSocketReport,
  WorkerSocketVersion,
} from './worker-socket-messages.js';

interface Scope {
  onmessage: ((event: { readonly data: WorkerSocketCommand }) => void) | null;
  postMessage(report: WorkerSocketReport, transfer: readonly ArrayBuffer[]): void;
}

const scope = globalThis as unknown as Scope;
const version: WorkerSocketVersion = 1;

/** Importing values would make this script need another file. The types hold the numbers to the page's. */
const ascii: (typeof packPlaces)['ascii'] = 0;
const wide: (typeof packPlaces)['wide'] = 1;
const bytes: (typeof packPlaces)['bytes'] = 2;
const whole: (typeof packPlaces)['whole'] = 3;

/** Once a frame at 60 Hz. A worker's `requestAnimationFrame` stands still while the page is hidden. */
const frameMs = 16;
/** A pack goes at once when it holds so many messages, or so many code units and bytes. */
const mostMessages = 4_096;
const mostUnits = 1_048_576;
/** From this length on a message is handed over as it is: copying it together with others would gain nothing. */
const wholeUnits = 65_536;
/** How often the socket's `bufferedAmount` is looked at while it is not 0; it has no event. */
const bufferedEveryMs = 4;

/** The messages that wait for their pack. The columns are used again for the next one. */
const times = new Float64Array(mostMessages);
const places = new Uint8Array(mostMessages);
const lengths = new Uint32Array(mostMessages);
let count = 0;
let units = 0;
let texts: string[] = [];
let binaries: ArrayBuffer[] = [];
let wholes: (string | ArrayBuffer)[] = [];
let frame: ReturnType<typeof setTimeout> | undefined;

let socket: WebSocket | undefined;
let takenBytes = 0;
let looking: ReturnType<typeof setTimeout> | undefined;

scope.onmessage = ({ data: command }) => {
  switch (command.do) {
    case 'connect':
      connect(command.url, command.protocols);
      break;
    case 'send':
      socket?.send(command.data);
      takenBytes += command.sizeBytes;
      looking ??= setTimeout(tellBuffered, bufferedEveryMs);
      break;
    case 'close':
      if (command.code === undefined) socket?.close();
      else socket?.close(command.code, command.reason);
  }
};

tell({ tell: 'hello', version, timeOriginMs: performance.timeOrigin, nowMs: performance.now() });

function connect(url: string, protocols: readonly string[]): void {
  try {
    socket = new WebSocket(url, [...protocols]);
  } catch (error) {
    const { name, message } = error as DOMException;
    tell({ tell: 'threw', name, message });
    return;
  }
  socket.binaryType = 'arraybuffer';
  socket.onopen = onOpen;
  socket.onmessage = onMessage;
  socket.onerror = onError;
  socket.onclose = onClose;
}

function onOpen({ timeStamp }: Event): void {
  const { url = '', protocol = '', extensions = '' } = socket ?? {};
  tell({ tell: 'open', url, protocol, extensions, timeStamp });
}

function onError({ timeStamp }: Event): void {
  flush();
  tell({ tell: 'error', timeStamp });
}

function onClose({ code, reason, wasClean, timeStamp }: CloseEvent): void {
  flush();
  tellBuffered();
  tell({ tell: 'close', code, reason, wasClean, timeStamp });
}

/** The first message goes at once; those within a frame after it wait for the frame's end, and so on. */
function onMessage({ data, timeStamp }: MessageEvent<string | ArrayBuffer>): void {
  const row = count++;
  times[row] = timeStamp;
  const length = typeof data === 'string' ? data.length : data.byteLength;
  lengths[row] = length;
  units += length;
  if (length >= wholeUnits) {
    places[row] = whole;
    wholes.push(data);
  } else if (typeof data === 'string') {
    places[row] = ascii;
    texts.push(data);
  } else {
    places[row] = bytes;
    binaries.push(data);
  }
  if (frame === undefined) {
    flush();
    frame = setTimeout(onFrame, frameMs);
  } else if (count === mostMessages || units >= mostUnits) flush();
}

function onFrame(): void {
  frame = count > 0 ? setTimeout(onFrame, frameMs) : undefined;
  flush();
}

function flush(): void {
  if (count === 0) return;
  const joined = joinTexts();
  const joinedBytes = joinBinaries();
  const pack: MessagePack = {
    count,
    times: times.slice(0, count),
    places: places.slice(0, count),
    lengths: lengths.slice(0, count),
    ...joined,
    bytes: joinedBytes,
    whole: wholes,
  };
  tell({ tell: 'pack', pack }, [joinedBytes, ...wholes.filter((data) => typeof data !== 'string')]);
  count = 0;
  units = 0;
  texts = [];
  binaries = [];
  wholes = [];
}

/** Looks at all texts at once, and at each of them only where one is not ASCII. */
function joinTexts(): { readonly ascii: string; readonly wide: string } {
  const joined = texts.join('');
  if (isAscii(joined)) return { ascii: joined, wide: '' };
  const asciiTexts: string[] = [];
  const wideTexts: string[] = [];
  let row = 0;
  for (const text of texts) {
    while (places[row] !== ascii) row++;
    if (isAscii(text)) asciiTexts.push(text);
    else {
      wideTexts.push(text);
      places[row] = wide;
    }
    row++;
  }
  return { ascii: asciiTexts.join(''), wide: wideTexts.join('') };
}

function joinBinaries(): ArrayBuffer {
  const joined = new Uint8Array(binaries.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let end = 0;
  for (const data of binaries) {
    joined.set(new Uint8Array(data), end);
    end += data.byteLength;
  }
  return joined.buffer;
}

function isAscii(text: string): boolean {
  return !/[^\u0000-\u007f]/.test(text);
}

function tellBuffered(): void {
  clearTimeout(looking);
  const bufferedBytes = socket?.bufferedAmount ?? 0;
  const maySink = bufferedBytes > 0 && socket?.readyState !== 3;
  looking = maySink ? setTimeout(tellBuffered, bufferedEveryMs) : undefined;
  tell({ tell: 'buffered', takenBytes, bufferedBytes });
}

function tell(report: WorkerSocketReport, transfer: readonly ArrayBuffer[] = []): void {
  scope.postMessage(report, transfer);
}
