import { openedExclusions, openedRules } from './rules-opened.js';
import { pageExclusions, pageRules } from './rules-page.js';
import type { Exclusion, Rule } from './rule.js';
import { unopenedExclusions, unopenedRules } from './rules-unopened.js';

/**
 * All rules, in the order in which things go wrong. Every row that fits counts; for each cause the strongest one
 * gives its confidence and place. What the measured browsers do is from our own measurement of Chromium 156 and
 * Firefox ESR 153. Of WebKit only WebKitGTK 2.50 is measured, and not Safari, whose network code is another: it gets
 * the weaker words.
 */
export const rules: readonly Rule[] = [...pageRules, ...unopenedRules, ...openedRules];

/** What rules causes out. */
export const exclusions: readonly Exclusion[] = [
  ...pageExclusions,
  ...unopenedExclusions,
  ...openedExclusions,
];
