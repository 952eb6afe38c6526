import { html, nothing, type TemplateResult } from 'lit';
import type { EvidenceCollector } from '../../controller/evidence-collector.js';
import { canProbe, probeTimeoutMs, runProbes, type ProbeQuestion } from '../../controller/probes.js';
import { showControls } from '../../decode/text.js';
import type { Probe } from '../../diagnosis/evidence.js';
import { redactUrl } from '../../protocol/redact-url.js';
import { icon, type IconName } from '../shared/icons.js';
import type { Localization } from '../shared/localization.js';

/** A request that was made, and its answer once it came. */
interface AskedProbe {
  readonly question: ProbeQuestion;
  readonly probe?: Probe;
}

const outcomeIcons: Readonly<Record<Probe['outcome'], IconName>> = {
  answered: 'check',
  failed: 'close',
  timeout: 'clock',
  blocked: 'lock',
  aborted: 'circle',
};

/** “Find out more”: makes the requests when the reader asks for them, shows each, and hands on what they learned. */
export class ProbePanel {
  readonly #onChange: () => void;
  #asked: readonly AskedProbe[] = [];
  #running: AbortController | undefined;

  /** @param onChange called when there is something new to show */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Stops what runs and forgets what was asked. */
  reset(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#asked = [];
  }

  /** The button, or nothing where no request could say more. One button that stops while it runs. */
  renderButton(collector: EvidenceCollector, { strings }: Localization): TemplateResult | typeof nothing {
    if (!collector.evidence || !canProbe(collector.evidence)) return nothing;
    const words = strings.diagnosis;
    return html`<button
      part="button probe-button"
      aria-describedby="probe-hint"
      @click=${() => (this.#running ? this.#running.abort() : void this.#run(collector))}
    >
      ${icon(this.#running ? 'close' : 'search')}${this.#running ? words.stopProbes : words.probe}
    </button>`;
  }

  /** What the button would do, and after that what was asked and learned. */
  render(collector: EvidenceCollector, localization: Localization): TemplateResult | typeof nothing {
    if (!collector.evidence || !canProbe(collector.evidence)) return nothing;
    const words = localization.strings.diagnosis;
    if (this.#asked.length === 0) return html`<p class="quiet hint" id="probe-hint">${words.probeHint}</p>`;
    return html`
      <div class="probes" part="probes">
        <h4>${words.probes}</h4>
        <p class="quiet hint" id="probe-hint">${words.probeHint}</p>
        <ul class="probe-list" aria-live="polite">
          ${this.#asked.map(
            ({ question, probe }) => html`
              <li>
                ${icon(probe ? outcomeIcons[probe.outcome] : 'clock')}
                <span>
                  <span class="asked"
                    >${words.asked[question.kind]} <bdi>${showControls(redactUrl(question.url))}</bdi></span
                  >
                  <span class="learned">${probe ? learned(probe, localization) : words.asking}</span>
                </span>
              </li>
            `,
          )}
        </ul>
      </div>
    `;
  }

  async #run(collector: EvidenceCollector): Promise<void> {
    const { evidence } = collector;
    if (!evidence) return;
    this.reset();
    const running = new AbortController();
    this.#running = running;
    const ifCurrent = (change: () => void) => {
      if (this.#running !== running) return;
      change();
      this.#onChange();
    };
    await runProbes(evidence, {
      signal: running.signal,
      onQuestion: (question) =>
        ifCurrent(() => {
          this.#asked = [...this.#asked, { question }];
        }),
      onAnswer: (answer) =>
        ifCurrent(() => {
          this.#asked = [...this.#asked.slice(0, -1), answer];
          collector.addProbe(answer.probe);
        }),
    });
    ifCurrent(() => {
      this.#running = undefined;
    });
  }
}

function learned({ kind, outcome, status, redirected, code }: Probe, localization: Localization): string {
  const words = localization.strings.diagnosis;
  switch (outcome) {
    case 'answered':
      if (status === undefined) return words.answered[kind];
      return words.answeredWith(String(status), redirected === true);
    case 'failed':
      return code === undefined ? words.failed[kind] : words.failedWith(String(code));
    case 'timeout':
      return words.probeTimeout(localization.number(probeTimeoutMs / 1000));
    default:
      return words[outcome];
  }
}
