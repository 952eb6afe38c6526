/** What `aria-keyshortcuts` says of the two (WAI-ARIA 1.2 §6.7). */
export const sendShortcutKeys = 'Control+Enter Meta+Enter';

/** Whether a key press means "send": Enter with Ctrl or Cmd, on every platform. Not while a word is composed. */
export function isSendShortcut(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
  return key === 'Enter' && (ctrlKey || metaKey) && !altKey && !shiftKey && !isComposing;
}

/** The shortcut as the reader's keyboard has it written: `⌘⏎` on Apple's, `Ctrl ⏎` elsewhere. */
export function sendShortcutLabel(platform: string = navigator.platform): string {
  return /^(Mac|iP)/.test(platform) ? '⌘⏎' : 'Ctrl ⏎';
}
