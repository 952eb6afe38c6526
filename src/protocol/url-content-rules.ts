import { characterAt, characterName } from './character-name.js';
import { replaced, type UrlContext, type UrlProblem } from './url-context.js';

type Rule = (context: UrlContext) => UrlProblem | undefined;

/**
 * Characters without a look of their own, which come along when an address is copied. The joiners U+200C and
 * U+200D are not among them: scripts and emoji need them.
 */
const invisible = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;

/** What is probably not meant in the path and query of an address, although browsers accept it. */
export const contentRules: readonly Rule[] = [
  function invisibleCharacter({ address }) {
    const start = address.search(invisible);
    if (start < 0) return undefined;
    return {
      id: 'url-invisible-character',
      severity: 'warning',
      message: `There is a character here that one cannot see: ${characterName(characterAt(address, start))}.`,
      start,
      end: start + 1,
      source: 'Unicode Standard Annex #31 §2.3',
      fix: { label: 'Remove it', text: address.replace(new RegExp(invisible.source, 'g'), '') },
    };
  },
  function placeholder({ address }) {
    const match = /\$?\{\{?[\w .-]+\}?\}|<[\w .-]+>/.exec(address);
    if (!match) return undefined;
    return {
      id: 'url-placeholder',
      severity: 'warning',
      message: `“${match[0]}” looks like a place to fill in.`,
      start: match.index,
      end: match.index + match[0].length,
      source: 'RFC 6570 §1.1',
    };
  },
  function space({ address, tailStart }) {
    const start = address.indexOf(' ', tailStart);
    if (start < 0) return undefined;
    const encoded = address.slice(tailStart).replaceAll(' ', '%20');
    return {
      id: 'url-space',
      severity: 'warning',
      message: 'A space is sent as “%20”.',
      start,
      end: start + 1,
      source: 'WHATWG URL, path percent-encode set',
      fix: { label: 'Write %20', text: address.slice(0, tailStart) + encoded },
    };
  },
  function backslash({ address, tailStart }) {
    const query = address.indexOf('?', tailStart);
    const end = query < 0 ? address.length : query;
    const start = address.indexOf('\\', tailStart);
    if (start < 0 || start >= end) return undefined;
    return {
      id: 'url-backslash',
      severity: 'warning',
      message: 'Browsers turn a backslash in the path into a slash.',
      start,
      end: start + 1,
      source: 'WHATWG URL, path state',
      fix: {
        label: 'Use /',
        text: replaced(address, tailStart, end, address.slice(tailStart, end).replaceAll('\\', '/')),
      },
    };
  },
  function strayPercent({ address, tailStart }) {
    const stray = /%(?![0-9a-f]{2})/gi;
    const index = address.slice(tailStart).search(stray);
    if (index < 0) return undefined;
    return {
      id: 'url-percent',
      severity: 'warning',
      message:
        'Two hexadecimal digits belong after “%”; browsers send it as it is, and servers may refuse it.',
      start: tailStart + index,
      end: tailStart + index + 1,
      source: 'RFC 3986 §2.1',
      fix: {
        label: 'Write %25',
        text: address.slice(0, tailStart) + address.slice(tailStart).replace(stray, '%25'),
      },
    };
  },
];
