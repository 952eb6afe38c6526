import type { Scenario } from './scenario.js';
import { bigMessages } from './scenarios/big-messages.js';
import { burst, longBurst } from './scenarios/burst.js';
import { filter } from './scenarios/filter.js';
import { latency } from './scenarios/latency.js';
import { memory } from './scenarios/memory.js';
import { rate } from './scenarios/rate.js';
import { reopen } from './scenarios/reopen.js';
import { longScroll, scroll } from './scenarios/scroll.js';

/** All that is measured, in this order. */
export const scenarios: readonly Scenario[] = [
  burst,
  longBurst,
  rate,
  latency,
  scroll,
  longScroll,
  filter,
  bigMessages,
  memory,
  reopen,
];
