import type { Phase } from '../../core/phase.js';
import type { Strings } from '../shared/en.js';

/** What the one button does in a phase, and why the fields cannot be changed meanwhile. */
export interface ConnectAction {
  /** The command, which is also the key of its name in `en.connect`. */
  readonly command: 'connect' | 'cancel' | 'disconnect';
  /** False while the command was given already. */
  readonly enabled: boolean;
  /** The key of the reason in `en.connect`. Absent where the fields may be changed. */
  readonly readOnlyReason?: keyof Strings['connect'] & `readOnly${string}`;
}

/** The button, phase by phase. */
export const connectActions: Readonly<Record<Phase, ConnectAction>> = {
  idle: { command: 'connect', enabled: true },
  connecting: { command: 'cancel', enabled: true, readOnlyReason: 'readOnlyConnecting' },
  open: { command: 'disconnect', enabled: true, readOnlyReason: 'readOnlyOpen' },
  closing: { command: 'disconnect', enabled: false, readOnlyReason: 'readOnlyClosing' },
  closed: { command: 'connect', enabled: true },
  waiting: { command: 'cancel', enabled: true, readOnlyReason: 'readOnlyWaiting' },
};

/** The commands in the order in which a reader meets them. */
export const connectCommands: readonly ConnectAction['command'][] = ['connect', 'cancel', 'disconnect'];
