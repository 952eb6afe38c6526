import type { IconName } from '../shared/icons.js';

/**
 * What came of a press of Send or Format. `doubtful`: not sent yet, a second press sends. `not-open`: nothing
 * was sent, for there is no open connection. `failed`: nothing was sent or changed, for another reason. `sent`: the
 * socket has taken it.
 */
export interface Notice {
  readonly kind: 'doubtful' | 'not-open' | 'failed' | 'sent';
  readonly words: string;
}

/** The shape that stands beside the words of a notice, so that its colour tells nothing alone. */
export const noticeIcons: Readonly<Record<Notice['kind'], IconName>> = {
  doubtful: 'warning',
  'not-open': 'close',
  failed: 'close',
  sent: 'check',
};
