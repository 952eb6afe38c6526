import { csharp } from './csharp.js';
import { curl } from './curl.js';
import { go } from './go.js';
import { java } from './java.js';
import { javascript } from './javascript.js';
import { node } from './node.js';
import { php } from './php.js';
import { python } from './python.js';
import { rust } from './rust.js';
import type { SnippetLanguage } from './snippet-language.js';
import { websocat } from './websocat.js';
import { wscat } from './wscat.js';

/** All languages, in the order in which they are offered. */
export const snippetLanguages: readonly SnippetLanguage[] = [
  javascript,
  node,
  python,
  go,
  java,
  csharp,
  rust,
  php,
  curl,
  wscat,
  websocat,
];
