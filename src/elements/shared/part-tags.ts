/** The tags of our parts: one of them among the descendants of a tester replaces its default layout. */
export const partTags: readonly string[] = [
  'ws-connect',
  'ws-status',
  'ws-log',
  'ws-composer',
  'ws-close-codes',
  'ws-diagnosis',
  'ws-handshake',
  'ws-frame',
  'ws-snippet',
];
