/**
 * The English words of the interface, a section an element. Facts (close codes, causes) are worded where the
 * facts are. A sentence with a number or a name in it is a function, so that a locale can order it its own way.
 */
export const en = {
  common: {
    noConnection:
      'Not bound to a connection. Put this element inside <ws-tester> or <ws-connection>, or name one with for="id".',
    fix: (label: string) => `Fix: ${label}`,
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'The browser did not allow copying',
    bytes: (count: string) => `${count} B`,
  },
  connect: {},
  status: {},
  log: {},
  composer: {},
  closeCodes: {},
  tester: {},
};

/** All words of the interface. A locale may leave out any; English stands in. */
export type Strings = typeof en;
