import { html, nothing, type TemplateResult } from 'lit';
import type { EntryLog } from '../../core/entry-log.js';
import type { MessageKind } from '../../core/entry.js';
import type { Release } from '../../core/ports.js';
import { icon } from '../shared/icons.js';
import { OnScreen } from './on-screen.js';
import { parseRoundTripKey } from './round-trip-id.js';
import { RoundTripReader } from './round-trip-reader.js';
import type { RoundTrips } from './round-trips.js';
import { amounts, trafficPlot, type TrafficMeasure } from './traffic-plot.js';
import { TrafficRates, type TrafficSecond } from './traffic-rates.js';
import { trafficStyles } from './traffic-strip.styles.js';
import { TrafficWording, type TrafficLanguage } from './traffic-words.js';

export { trafficStyles };

/** What the strip needs of the element that it stands in. */
export interface TrafficHost extends HTMLElement {
  requestUpdate(): void;
}

/** A second is told this long after it is over, so that what was stamped in it has come. */
const afterSecondMs = 40;

/** The clock that the entries of a page's connections are stamped by. */
function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * The strip above the list: how much went each way in the last second and in each of the last minute, and how long
 * replies took where something says what pairs them with their requests.
 *
 * It renders its host once a second while anything flowed in the last minute and while it can be seen, and not at all
 * otherwise. What it tells is made of the times of the entries, so that nothing is missing after it was out of sight.
 */
export class TrafficStrip {
  readonly #host: TrafficHost;
  readonly #language: TrafficLanguage;
  readonly #onRoundTrips: (trips: RoundTrips | undefined) => void;
  readonly #screen: OnScreen;
  readonly #reader = new RoundTripReader((isFirst) => {
    this.#onRoundTrips(this.#reader.trips);
    if (isFirst) this.#host.requestUpdate();
    else this.#renderSoon();
  });
  #wording: TrafficWording | undefined;
  #log: EntryLog | undefined;
  #release: Release | undefined;
  #rates: TrafficRates | undefined;
  #seconds: readonly TrafficSecond[] = [];
  #timer: number | undefined;
  #frame: number | undefined;
  #writtenKey = '';
  #isKeyWrong = false;
  #isOpen = false;
  #isHidden = false;

  /**
   * @param onRoundTrips called when round trips were found, and with `undefined` when nothing pairs messages any more
   */
  constructor(
    host: TrafficHost,
    language: TrafficLanguage,
    onRoundTrips: (trips: RoundTrips | undefined) => void,
  ) {
    this.#host = host;
    this.#language = language;
    this.#onRoundTrips = onRoundTrips;
    this.#screen = new OnScreen(host, () => {
      this.#reader.isPaused = false;
      this.#tick();
    });
  }

  /** The log that is told of. `undefined` lets it go, and ends all timers; the same one again goes on. */
  set log(log: EntryLog | undefined) {
    this.#release?.();
    this.#release = undefined;
    this.#stop();
    if (!log) {
      this.#screen.stop();
      this.#reader.stop();
      return;
    }
    if (log !== this.#log) {
      this.#log = log;
      this.#rates = new TrafficRates(log);
      this.#startReading();
    }
    this.#release = log.subscribe(({ cleared }) => {
      this.#onLog(cleared);
    });
    this.#screen.start();
    this.#reader.readSoon();
    this.#tick();
  }

  /** Whether the page shows nothing of it: then nothing is counted. Round trips are read all the same, for the rows. */
  set isHidden(isHidden: boolean) {
    this.#isHidden = isHidden;
    this.#tick();
  }

  /** The key that pairs a request and its reply, as its author wrote it. Shows the field for it, with the figures. */
  set key(written: string) {
    this.#isOpen ||= written !== '';
    this.#setKey(written);
  }

  /**
   * The plots and what they come to now, and a button for the round trips.
   * @param isLive whether the log still grows: the last minute of a log from a file is none
   */
  render(isLive: boolean): TemplateResult {
    const { words } = this.#words();
    return html`
      <div class="traffic" part="traffic" role="group" aria-label=${words.label}>
        ${isLive ? [this.#renderMeasure('messages'), this.#renderMeasure('sizeBytes')] : nothing}
        <button
          class="quiet round-trips-button"
          part="button round-trips-button"
          aria-expanded=${String(this.#isOpen)}
          title=${words.roundTrips}
          @click=${this.#toggle}
        >
          ${icon('clock')}<span class="word">${words.roundTrips}</span>
        </button>
      </div>
    `;
  }

  /** The round trips: what pairs requests and replies, and what they come to. Nothing while that is closed. */
  renderRoundTrips(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    const { words } = this.#words();
    return html`
      <div class="round-trips" part="round-trips" role="group" aria-label=${words.roundTrips}>
        <label class="pair-by" title=${words.pairByHint}>
          ${words.pairBy}
          <input
            part="pair-by"
            .value=${this.#writtenKey}
            placeholder=${words.pairByExample}
            aria-invalid=${String(this.#isKeyWrong)}
            autocapitalize="off"
            autocomplete="off"
            spellcheck="false"
            @change=${this.#onKeyChange}
          />
        </label>
        ${this.#renderFigures()}
      </div>
    `;
  }

  #renderFigures(): TemplateResult {
    const wording = this.#words();
    const { words } = wording;
    const trips = this.#reader.trips;
    const figures = trips?.figures();
    if (!trips || !figures) {
      const hint = this.#isKeyWrong ? words.noKey : trips ? words.reading : words.pairByHint;
      const count = trips && this.#reader.hasCaughtUp ? words.replies(0, wording.count(0)) : undefined;
      return html`<p class="figures" part="figures">${count ?? hint}${this.#renderWaiting(trips)}</p>`;
    }
    const { count, p50Ms, p95Ms, maxMs, isOfAll } = figures;
    const figure = (name: string, ms: number, hint: string) =>
      html`<span class="figure" title=${hint}>${name} <b>${wording.duration(ms)}</b></span> `;
    return html`<p class="figures" part="figures" title=${words.measured}>
      ${figure(words.half, p50Ms, words.halfHint)}${figure(words.most, p95Ms, words.mostHint)}${figure(
        words.longest,
        maxMs,
        words.longestHint,
      )}
      <span
        >${
          isOfAll ? words.replies(count, wording.count(count)) : words.newestReplies(wording.count(count))
        }</span
      >${this.#renderWaiting(trips)}
    </p>`;
  }

  #renderWaiting(trips: RoundTrips | undefined): TemplateResult | typeof nothing {
    if (!trips || trips.waitingCount === 0) return nothing;
    const wording = this.#words();
    return html` <span>${wording.words.waiting(wording.count(trips.waitingCount))}</span>`;
  }

  #renderMeasure(measure: TrafficMeasure): TemplateResult {
    const wording = this.#words();
    const { words } = wording;
    const last = this.#seconds.at(-1);
    const write = (value: number) => (measure === 'messages' ? wording.count(value) : wording.size(value));
    const isAtLeast = measure === 'messages' ? last?.isMessagesAtLeast : last?.isBytesAtLeast;
    const rate = (kind: MessageKind) => {
      const now = words.perSecond(write(last?.[kind][measure] ?? 0));
      return html`<span class="direction ${kind}"
        ><span class="visually-hidden">${kind === 'sent' ? words.sentNow : words.receivedNow} </span>${
          isAtLeast ? words.atLeast(now) : now
        }</span
      >`;
    };
    return html`
      <div class="measure ${measure}">
        ${trafficPlot(this.#seconds, measure, this.#plotWords(measure, write))}
        <p class="rates" part="rates">${rate('sent')} ${rate('received')}</p>
      </div>
    `;
  }

  /** What a plot shows, for those who do not see it. */
  #plotWords(measure: TrafficMeasure, write: (value: number) => string): string {
    const { words } = this.#words();
    const tell = (kind: MessageKind) => {
      const values = amounts(this.#seconds, kind, measure);
      const all = values.reduce((sum, value) => sum + value, 0);
      return words[kind](write(values.at(-1) ?? 0), write(Math.max(0, ...values)), write(all));
    };
    const isLess = this.#seconds.some((second) =>
      measure === 'messages' ? second.isMessagesAtLeast : second.isBytesAtLeast,
    );
    const title = measure === 'messages' ? words.messagesPlot : words.bytesPlot;
    return [title, tell('received'), tell('sent'), ...(isLess ? [words.lessThanAll] : [])].join(' ');
  }

  #words(): TrafficWording {
    if (this.#wording?.of !== this.#language.strings) this.#wording = new TrafficWording(this.#language);
    return this.#wording;
  }

  #onLog(wasCleared: boolean): void {
    if (wasCleared) {
      this.#rates?.clear();
      this.#reader.trips?.clear();
    }
    // Out of sight too: what is dropped before it is counted cannot be told later.
    if (this.#rates?.isPressing && !this.#isHidden) this.#rates.count(nowMs());
    if (!this.#screen.isSeen) {
      this.#reader.isPaused = true;
      return;
    }
    this.#reader.readSoon();
    this.#renderSoon(wasCleared ? 0 : undefined);
  }

  /** Counts what has come, and renders the last minute. */
  #tick(): void {
    this.#stop();
    const rates = this.#rates;
    if (!rates || this.#isHidden || !this.#screen.isSeen) return;
    const now = nowMs();
    rates.count(now);
    if (rates.isBehind) {
      this.#frame = requestAnimationFrame(() => {
        this.#tick();
      });
      return;
    }
    this.#seconds = rates.seconds(now);
    this.#host.requestUpdate();
    if (!rates.isQuiet(now)) this.#renderSoon();
  }

  /** Renders when the second that runs is over, or sooner. What is due already stays due. */
  #renderSoon(inMs = 1_000 - (nowMs() % 1_000) + afterSecondMs): void {
    if (this.#frame !== undefined || this.#isHidden) return;
    this.#timer ??= window.setTimeout(() => {
      this.#tick();
    }, inMs);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#timer = this.#frame = undefined;
  }

  #setKey(written: string): void {
    this.#writtenKey = written.trim();
    this.#startReading();
    this.#host.requestUpdate();
  }

  #startReading(): void {
    const key = parseRoundTripKey(this.#writtenKey);
    this.#isKeyWrong = !key && this.#writtenKey !== '';
    this.#reader.start(this.#log, key);
    this.#onRoundTrips(this.#reader.trips);
  }

  readonly #toggle = (): void => {
    this.#isOpen = !this.#isOpen;
    this.#host.requestUpdate();
  };

  readonly #onKeyChange = ({ target }: Event): void => {
    this.#setKey((target as HTMLInputElement).value);
  };
}
