import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { EntryLog } from '../../core/entry-log.js';
import { LazyModule } from '../shared/lazy-module.js';
import type { Localization } from '../shared/localization.js';
import type { RoundTrips } from './round-trips.js';
import type * as strip from './traffic-strip.js';

/** `TrafficStrip` whose module is fetched once messages flow: there is nothing to plot before. */
export class LazyTraffic {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #localization: Localization;
  readonly #onRoundTrips: (trips: RoundTrips | undefined) => void;
  readonly #module: LazyModule<typeof strip>;
  #strip: strip.TrafficStrip | undefined;
  #log: EntryLog | undefined;
  #key = '';
  #isHidden = false;
  #isAskedFor = false;

  /** @param onRoundTrips called when round trips were found, and with `undefined` when nothing pairs messages any more */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    localization: Localization,
    onRoundTrips: (trips: RoundTrips | undefined) => void,
  ) {
    this.#host = host;
    this.#localization = localization;
    this.#onRoundTrips = onRoundTrips;
    this.#module = new LazyModule(host, () => import('./traffic-strip.js'));
  }

  /** The log that is told of; `undefined` while there is none, or the element is out of its document. */
  set log(log: EntryLog | undefined) {
    // A module that could not be had is asked for again with the next log, not with each message.
    if (log !== this.#log) this.#isAskedFor = false;
    this.#log = log;
    if (this.#strip) this.#strip.log = log;
    else this.notice();
  }

  /** Whether nothing of it is to be seen. Rows tell round trips all the same. */
  get isHidden(): boolean {
    return this.#isHidden;
  }

  set isHidden(isHidden: boolean) {
    if (isHidden === this.#isHidden) return;
    this.#isHidden = isHidden;
    if (this.#strip) this.#strip.isHidden = isHidden;
    else this.notice();
  }

  /** The key that pairs a request and its reply; `''` for none. */
  set key(key: string) {
    if (key === this.#key) return;
    this.#key = key;
    if (this.#strip) this.#strip.key = key;
    else this.notice();
  }

  /** Call it when the log may have grown. Costs a few comparisons. */
  notice(): void {
    if (this.#strip || this.#isAskedFor || (this.#isHidden && this.#key === '')) return;
    if (!this.#log || this.#log.sentCount + this.#log.receivedCount === 0) return;
    this.#isAskedFor = true;
    void this.#module.load().then((module) => {
      if (!module || this.#strip) return;
      const { shadowRoot } = this.#host;
      const sheet = module.trafficStyles.styleSheet;
      if (shadowRoot && sheet) shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
      this.#strip = new module.TrafficStrip(this.#host, this.#localization, this.#onRoundTrips);
      this.#strip.isHidden = this.#isHidden;
      this.#strip.key = this.#key;
      this.#strip.log = this.#log;
    });
  }

  /** The plots; nothing before messages flow. `isLive` tells whether the log still grows. */
  render(isLive: boolean): TemplateResult | typeof nothing {
    if (this.#isHidden) return nothing;
    if (this.#strip) return this.#strip.render(isLive);
    if (!this.#module.failed) return nothing;
    return html`<p class="count">${this.#localization.strings.common.partMissing}</p>`;
  }

  /** The round trips; nothing while the reader has them closed. */
  renderRoundTrips(): TemplateResult | typeof nothing {
    return (!this.#isHidden && this.#strip?.renderRoundTrips()) || nothing;
  }
}
