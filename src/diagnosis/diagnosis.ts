import type { Cause, CauseId } from './causes.js';

/**
 * How sure a cause is. `certain`: nothing else can show this. `likely`: most of what shows this is this cause.
 * `possible`: it fits, and so do others.
 */
export type Confidence = 'possible' | 'likely' | 'certain';

/** One cause that fits the evidence. */
export interface Finding {
  readonly id: CauseId;
  readonly cause: Cause;
  readonly confidence: Confidence;
  /** What in the evidence speaks for it, a sentence each, strongest first. Never empty. */
  readonly because: readonly string[];
  /** What to do, for the reader: what follows from this evidence first, then what always helps. May be empty. */
  readonly advice: readonly string[];
  /** The close code to look up in the table, where it is the heart of the matter. */
  readonly closeCode?: number;
}

/** A correction that a click can make; applying it connects nothing. */
export interface DiagnosisFix {
  /** The cause it corrects: one of the first three findings. */
  readonly cause: CauseId;
  readonly id: 'switch-scheme' | 'use-address' | 'drop-subprotocols' | 'use-subprotocols';
  /** Short enough for a button. */
  readonly label: string;
  /** The setting to change, and its new text. */
  readonly setting: 'url' | 'protocols';
  readonly text: string;
}

/** A command that shows the truth from outside the browser. */
export interface DiagnosisCommand {
  readonly id: 'curl' | 'wscat' | 'websocat' | 'openssl';
  /** What it shows, in a sentence. */
  readonly purpose: string;
  /** One line for a POSIX shell, quoted. Holds the address as it is: with its secrets. */
  readonly line: string;
}

/** What is to be said about an attempt. Frozen. */
export interface Diagnosis {
  /** What happened, in one sentence; no guess in it. */
  readonly summary: string;
  /**
   * Whether something went wrong: it never opened, was lost, or was closed with another code than 1000, 1001 and 1005,
   * or ended because the page had been put away into the back/forward cache.
   * False for what we ended ourselves, and while it runs.
   */
  readonly failure: boolean;
  /** What was observed, a sentence each. */
  readonly known: readonly string[];
  /** Never empty; the most likely first. */
  readonly findings: readonly Finding[];
  /** What a page cannot know here, a sentence each. */
  readonly unknowable: readonly string[];
  /** Where this browser tells its user, but not a page, more: a sentence each. Empty where it tells nowhere. */
  readonly elsewhere: readonly string[];
  readonly fixes: readonly DiagnosisFix[];
  readonly commands: readonly DiagnosisCommand[];
  /** An `https:` address whose page in a new tab shows the browser's own words about a certificate. */
  readonly certificateUrl?: string;
}
