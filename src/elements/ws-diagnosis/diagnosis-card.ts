import { html, nothing, type TemplateResult } from 'lit';
import { evidenceCollector, type EvidenceCollector } from '../../controller/evidence-collector.js';
import type { ConnectionLike } from '../../core/connection.js';
import type { Phase } from '../../core/phase.js';
import type { Release } from '../../core/ports.js';
import { showControls } from '../../decode/text.js';
import { causeOf } from '../../diagnosis/causes.js';
import { diagnose } from '../../diagnosis/diagnose.js';
import type { Diagnosis, DiagnosisCommand, DiagnosisFix, Finding } from '../../diagnosis/diagnosis.js';
import type { Evidence } from '../../diagnosis/evidence.js';
import { meaningOf } from '../../diagnosis/meaning-of.js';
import { reportMarkdown } from '../../diagnosis/report.js';
import { icon, type IconName } from '../shared/icons.js';
import type { Localization } from '../shared/localization.js';
import { CopyButtons } from './copy-buttons.js';
import { ProbePanel } from './probe-panel.js';

export { styles } from './diagnosis-card.styles.js';

const confidenceIcons: Readonly<Record<Finding['confidence'], IconName>> = {
  certain: 'check',
  likely: 'disc',
  possible: 'circle',
};

/**
 * The card of `ws-diagnosis`: follows a connection, and after a failure shows what `diagnose()` says of it. While an
 * automatic retry runs it stays, so that nothing flickers; any other attempt takes it away.
 */
export class DiagnosisCard {
  readonly #host: { requestUpdate(): void };
  readonly #localization: Localization;
  readonly #copies: CopyButtons;
  readonly #probes: ProbePanel;
  #connection: ConnectionLike | undefined;
  #collector: EvidenceCollector | undefined;
  #release: Release | undefined;
  #phase: Phase = 'idle';
  #retrying = false;
  #attempt = 0;
  #evidence: Evidence | undefined;
  #diagnosis: Diagnosis | undefined;

  constructor(host: { requestUpdate(): void }, localization: Localization) {
    this.#host = host;
    this.#localization = localization;
    this.#copies = new CopyButtons(() => host.requestUpdate());
    this.#probes = new ProbePanel(() => host.requestUpdate());
  }

  /** Whether there is a failure to show. */
  get isShown(): boolean {
    return this.#diagnosis?.failure === true;
  }

  /** Tells of this connection from now on; of none, it lets go and stops its requests. */
  follow(connection: ConnectionLike | undefined): void {
    if (connection === this.#connection) return;
    this.#release?.();
    this.#forget();
    this.#connection = connection;
    this.#phase = 'idle';
    this.#collector = connection && evidenceCollector(connection);
    this.#release = this.#collector?.subscribe(() => {
      this.#look();
      this.#host.requestUpdate();
    });
    this.#look();
  }

  /** The card, or nothing before a failure. */
  render(noProbes: boolean): TemplateResult | typeof nothing {
    const diagnosis = this.#diagnosis;
    const [first, ...others] = diagnosis?.findings ?? [];
    if (!diagnosis?.failure || !first) return nothing;
    const words = this.#localization.strings.diagnosis;
    return html`
      <div class="card" part="card" role="group" aria-label=${words.label}>
        <div class="header">
          <h3 part="summary">${icon('warning')}<span>${showControls(diagnosis.summary)}</span></h3>
          ${this.#renderActions(noProbes)}
        </div>
        <div class="main">
          ${this.#renderCause(first, others.length)}
          ${todo(words.reader, [...first.advice, ...diagnosis.elsewhere])}
          ${this.#renderFixes(diagnosis, first)} ${noProbes ? nothing : this.#renderProbes()}
          ${this.#renderMore(first)}
        </div>
        <div class="facts">
          ${section(words.known, diagnosis.known)}
          ${diagnosis.unknowable.length > 0 ? section(words.unknowable, diagnosis.unknowable) : nothing}
        </div>
        ${others.length > 0 ? this.#renderOthers(others) : nothing}
        ${diagnosis.commands.length > 0 ? this.#renderCommands(diagnosis.commands) : nothing}
      </div>
    `;
  }

  #look(): void {
    const state = this.#connection?.state;
    if (!state) return;
    const { phase, attempts, end } = state;
    if (phase === 'connecting' && this.#phase !== 'connecting') this.#retrying = this.#phase === 'waiting';
    this.#phase = phase;
    if (end) {
      if (attempts !== this.#attempt) this.#forget();
      this.#attempt = attempts;
      const evidence = this.#collector?.evidence;
      if (!evidence || evidence === this.#evidence) return;
      this.#evidence = evidence;
      this.#diagnosis = diagnose(evidence);
    } else if (phase !== 'connecting' || !this.#retrying) this.#forget();
  }

  #forget(): void {
    this.#probes.reset();
    this.#copies.reset();
    this.#evidence = this.#diagnosis = undefined;
  }

  #renderCause({ cause, confidence, closeCode }: Finding, others: number) {
    const words = this.#localization.strings.diagnosis;
    const undecided = confidence === 'possible' && others > 0;
    return html`
      <div part="cause">
        <p class="lead">
          <span>${words.lead[confidence]}</span>
          <span class="confidence ${confidence}" part="confidence"
            >${icon(confidenceIcons[confidence])}${words.confidence[confidence]}</span
          >
        </p>
        <h4 class="title">${cause.title}</h4>
        <p>${meaningOf(cause, closeCode)}</p>
        ${undecided ? html`<p class="quiet">${words.undecided(this.#localization.number(others + 1))}</p>` : nothing}
      </div>
    `;
  }

  #renderMore({ cause, because }: Finding) {
    const words = this.#localization.strings.diagnosis;
    return html`
      ${
        cause.kinds
          ? html`<div>
              <h5>${words.kinds}</h5>
              ${list(cause.kinds)}
            </div>`
          : nothing
      }
      ${todo(cause.class === 'page' ? words.pageOwner : words.serverOwner, cause.owner)}
      <p class="quiet because">${words.because} ${showControls(because.join(' '))}</p>
    `;
  }

  #renderActions(noProbes: boolean) {
    const { strings } = this.#localization;
    const collector = this.#collector;
    return html`
      <div class="actions" part="actions">
        ${!noProbes && collector ? this.#probes.renderButton(collector, this.#localization) : nothing}
        ${this.#copies.render(strings, strings.diagnosis.copyReport, 'report-button', () => this.#report())}
      </div>
    `;
  }

  #renderFixes({ fixes, certificateUrl }: Diagnosis, first: Finding) {
    const words = this.#localization.strings.diagnosis;
    const settings = this.#connection?.state.settings;
    // A page that fixed the endpoint does not want it changed by its readers.
    const offered = settings?.lockUrl ? [] : fixes;
    if (offered.length === 0 && !certificateUrl) return nothing;
    const made = offered.find(({ setting, text }) => settings?.[setting] === text);
    return html`
      <div class="actions">
        ${offered.map((fix) => {
          const isForFirst = fix.cause === first.id;
          return html`<span class="correction"
            >${isForFirst ? nothing : html`<span class="quiet">${words.ifCause(causeOf(fix.cause).title)}</span>`}
            <button
              class=${isForFirst ? 'primary' : nothing}
              part="button fix-button"
              aria-disabled=${fix === made ? 'true' : 'false'}
              @click=${() => this.#apply(fix)}
            >
              ${fix.label}
            </button></span
          >`;
        })}
        <span class="made" aria-live="polite">${made ? words.fixed[made.setting] : nothing}</span>
        ${
          certificateUrl
            ? html`<span class="correction"
                >${first.cause.class === 'tls' ? nothing : html`<span class="quiet">${words.ifTls}</span>`}
                <a part="certificate-link" href=${certificateUrl} target="_blank" rel="noopener noreferrer"
                  >${words.openCertificate(certificateUrl)}</a
                ></span
              >`
            : nothing
        }
      </div>
    `;
  }

  #renderProbes() {
    const collector = this.#collector;
    return collector ? this.#probes.render(collector, this.#localization) : nothing;
  }

  #renderOthers(others: readonly Finding[]) {
    const words = this.#localization.strings.diagnosis;
    return html`
      <details part="section">
        <summary>${words.others(others.length, this.#localization.number(others.length))}</summary>
        <ol class="others">
          ${others.map(
            ({ cause, confidence, because, advice }) => html`
              <li>
                <h4>
                  ${cause.title}
                  <span class="confidence ${confidence}"
                    >${icon(confidenceIcons[confidence])}${words.confidence[confidence]}</span
                  >
                </h4>
                <p>${cause.explanation}</p>
                ${list(advice)}
                <p class="quiet">${words.because} ${showControls(because.join(' '))}</p>
              </li>
            `,
          )}
        </ol>
      </details>
    `;
  }

  #renderCommands(commands: readonly DiagnosisCommand[]) {
    const { strings } = this.#localization;
    const words = strings.diagnosis;
    return html`
      <details part="section">
        <summary>${words.commands}</summary>
        <ul class="commands">
          ${commands.map(
            ({ id, purpose, line }) => html`
              <li>
                <p>${purpose}</p>
                <div class="command">
                  <code part="command">${showControls(line)}</code>
                  ${this.#copies.render(strings, words.copyCommand(id), 'copy-button', () => line, strings.common.copy)}
                </div>
              </li>
            `,
          )}
        </ul>
      </details>
    `;
  }

  #apply({ setting, text }: DiagnosisFix): void {
    this.#connection?.configure({ [setting]: text });
  }

  #report(): string {
    if (!this.#evidence || !this.#diagnosis) return '';
    return reportMarkdown(this.#evidence, this.#diagnosis, { userAgent: navigator.userAgent });
  }
}

function section(title: string, sentences: readonly string[]): TemplateResult {
  return html`<section part="section">
    <h4>${title}</h4>
    ${list(sentences)}
  </section>`;
}

function todo(title: string, sentences: readonly string[]): TemplateResult | typeof nothing {
  if (sentences.length === 0) return nothing;
  return html`<div part="advice">
    <h5>${title}</h5>
    ${list(sentences)}
  </div>`;
}

function list(sentences: readonly string[]): TemplateResult | typeof nothing {
  if (sentences.length === 0) return nothing;
  return html`<ul>
    ${sentences.map((sentence) => html`<li>${showControls(sentence)}</li>`)}
  </ul>`;
}
