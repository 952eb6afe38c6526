import fc from 'fast-check';

/** Pieces that end, or look like the end of, a string or its line in some language, or mean something inside. */
const pieces = [
  ...[
    `'`,
    `"`,
    '`',
    '\\',
    `\\'`,
    `'\\''`,
    '\\u0022',
    '\\x27',
    '\\u{27}',
    '\\N{BULLET}',
    '"#',
    '#"',
    '"""',
    "'''",
  ],
  ...[
    '${x}',
    '#{x}',
    '$x',
    '$(id)',
    '`id`',
    '{$x}',
    '{{x}}',
    '%s',
    '%d',
    '%%',
    '\\0',
    '\\08',
    '!x',
    '!!',
    '~',
    '-x',
  ],
  ...[
    '</script>',
    '<!--',
    '<script',
    ']]>',
    '*/',
    '//',
    '#',
    '?>',
    '<?php',
    '\n',
    '\r',
    '\r\n',
    '\t',
    '\0',
    '\b',
  ],
  ...[
    '\u001b[201~',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u2029',
    '\u202e',
    '\ufeff',
    '\u00e9',
    '\u20ac',
    '\uffff',
  ],
  ...['👍', '\u{10ffff}', '\ud800', '\udc00', ' ', '', '0', '7', 'a', 'f'],
];

/** Any text, also one that is no well-formed Unicode. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 })
    .map((units) => String.fromCharCode(...units)),
);

/** The same as a WebSocket would send it. */
export const sendableText: fc.Arbitrary<string> = hostileText.map((text) =>
  text.replace(/[\ud800-\udfff]/gu, '\ufffd'),
);
