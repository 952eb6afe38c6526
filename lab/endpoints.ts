import type { Endpoint } from './endpoint.js';
import { big } from './endpoints/big.js';
import { binary } from './endpoints/binary.js';
import { closeCode, closeNone } from './endpoints/close.js';
import { drop } from './endpoints/drop.js';
import { echo } from './endpoints/echo.js';
import { jsonRpc } from './endpoints/json-rpc.js';
import { noClose } from './endpoints/no-close.js';
import { reject } from './endpoints/reject.js';
import { silent } from './endpoints/silent.js';
import { slow } from './endpoints/slow.js';
import { ticker } from './endpoints/ticker.js';
import { time } from './endpoints/time.js';
import { faults } from './faults.js';

/**
 * Every endpoint of the lab, in the order of the index. The server serves this table, and the index and the demo
 * page are written from it. Where two rows fit a path the earlier one wins.
 */
export const endpoints: readonly Endpoint[] = [
  echo,
  time,
  ticker,
  binary,
  big,
  jsonRpc,
  closeNone,
  closeCode,
  reject,
  slow,
  drop,
  silent,
  noClose,
];

/**
 * The endpoint for a path below `/lab`, with the value that stands in place of its `<…>`. Undefined if no row
 * fits. Paths are compared to the letter; a value must not be empty or contain a slash.
 */
export function findEndpoint(path: string): { endpoint: Endpoint; pathValue: string } | undefined {
  for (const endpoint of [...endpoints, ...faults]) {
    const [fixed = '', placeholder] = endpoint.path.split('<', 2);
    if (placeholder === undefined) {
      if (path === fixed) return { endpoint, pathValue: '' };
      continue;
    }
    const pathValue = path.slice(fixed.length);
    if (path.startsWith(fixed) && /^[^/]+$/.test(pathValue)) return { endpoint, pathValue };
  }
  return undefined;
}
