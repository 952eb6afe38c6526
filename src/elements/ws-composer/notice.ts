import type { IconName } from '../shared/icons.js';

/**
 * What came of a press of Send or Format. `doubtful`: not sent yet, a second press sends. `failed`: nothing was
 * sent or changed. `sent`: the socket has taken it.
 */
export interface Notice {
  readonly kind: 'doubtful' | 'failed' | 'sent';
  readonly words: string;
}

/** The shape that stands beside the words of a notice, so that its colour tells nothing alone. */
export const noticeIcons: Readonly<Record<Notice['kind'], IconName>> = {
  doubtful: 'warning',
  failed: 'close',
  sent: 'check',
};
