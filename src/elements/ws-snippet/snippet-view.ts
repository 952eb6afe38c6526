import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ConnectionLike } from '../../core/connection.js';
import { showControls } from '../../decode/text.js';
import { subprotocolNames } from '../../protocol/subprotocol-entries.js';
import { codeTokens } from '../../snippets/code-tokens.js';
import { snippetLanguages } from '../../snippets/languages.js';
import type { SnippetLanguage, SnippetSide } from '../../snippets/snippet-language.js';
import {
  exampleMessage,
  exampleUrl,
  maxSnippetMessageBytes,
  maxSnippetMessages,
  snippetRequest,
  type SnippetInput,
} from '../../snippets/snippet-request.js';
import { lazyWords, type Localization } from '../shared/localization.js';
import { CopyButtons } from '../ws-diagnosis/copy-buttons.js';
import { rememberChoice, rememberedChoice } from './remembered-choice.js';
import { SentMessages } from './sent-messages.js';
import { english } from './snippet-words.js';

export { styles } from './snippet-view.styles.js';

/** What the page set on the element, as it is written. */
export interface SnippetSettings {
  readonly url?: string | undefined;
  readonly protocols?: string | undefined;
  readonly message?: string | undefined;
  readonly language?: string | undefined;
  readonly side?: string | undefined;
}

const sides: readonly SnippetSide[] = ['client', 'server'];

/** All that `ws-snippet` shows. In a module of its own, because the languages are heavy. */
export class SnippetView {
  readonly #host: ReactiveControllerHost;
  readonly #localization: Localization;
  readonly #copy: CopyButtons;
  #connection: ConnectionLike | undefined;
  #sent: SentMessages | undefined;
  /** What the reader chose in this element: wins over the page's settings. */
  #chosenLanguage: string | undefined;
  #chosenSide: string | undefined;
  readonly #remembered = rememberedChoice();

  constructor(host: ReactiveControllerHost, localization: Localization) {
    this.#host = host;
    this.#localization = localization;
    this.#copy = new CopyButtons(() => host.requestUpdate());
  }

  /** Whose messages are shown; `undefined` lets go of the last one. */
  follow(connection: ConnectionLike | undefined): void {
    if (connection === this.#connection) return;
    this.#sent?.release();
    this.#connection = connection;
    this.#sent = connection && new SentMessages(connection, () => this.#host.requestUpdate());
  }

  /** The choice, the code, and what it is for. */
  render(settings: SnippetSettings): TemplateResult {
    const { strings } = this.#localization;
    const words = lazyWords(strings, 'snippet', english);
    const language = this.#language(settings);
    const side = this.#side(settings);
    const input = this.#input(settings);
    const code = language[side]?.(snippetRequest(input));
    return html`
      <div class="bar" part="bar">
        <select
          part="language"
          aria-label=${words.language}
          .value=${live(language.id)}
          @change=${this.#onLanguage}
        >
          ${snippetLanguages.map(
            ({ id, name }) => html`<option value=${id} ?selected=${id === language.id}>${name}</option>`,
          )}
        </select>
        <div class="sides" part="sides" role="radiogroup" aria-label=${words.side}>
          ${sides.map(
            (one) =>
              html`<label class="option"
                ><input
                  type="radio"
                  name="side"
                  value=${one}
                  .checked=${live(one === side)}
                  @change=${this.#onSide}
                /><span>${words.sides[one]}</span></label
              >`,
          )}
        </div>
        ${
          code === undefined
            ? nothing
            : html`<span class="copy"
                >${this.#copy.render(strings, words.copy, 'copy-button', () => code)}</span
              >`
        }
      </div>
      ${
        code === undefined
          ? html`<p class="none">${words.noServer(language.name, serverNames())}</p>`
          : renderCode(code, language, words.code)
      }
      <div class="notes" part="notes">
        <p>
          ${words.writtenFor} ${language.library}.
          <a href=${language.source} target="_blank" rel="noreferrer">${words.source}</a>
        </p>
        ${side === 'client' ? this.#renderNotes(input, words) : nothing}
      </div>
    `;
  }

  #renderNotes({ url, messages, earlierMessages }: SnippetInput, words: typeof english) {
    const number = (value: number) => this.#localization.number(value);
    return html`
      ${url ? nothing : html`<p>${words.noAddress(exampleUrl)}</p>`}
      ${
        messages?.length || earlierMessages
          ? html`<p>${words.bounds(number(maxSnippetMessages), number(maxSnippetMessageBytes))}</p>`
          : html`<p>${words.nothingSent(exampleMessage)}</p>`
      }
    `;
  }

  #language({ language }: SnippetSettings): SnippetLanguage {
    const named = (id: string | undefined) => snippetLanguages.find((one) => one.id === id);
    return (
      named(this.#chosenLanguage) ??
      named(language) ??
      named(this.#remembered[0]) ??
      (snippetLanguages[0] as SnippetLanguage)
    );
  }

  #side({ side }: SnippetSettings): SnippetSide {
    const named = (name: string | undefined) => sides.find((one) => one === name);
    return named(this.#chosenSide) ?? named(side) ?? named(this.#remembered[1]) ?? 'client';
  }

  #input({ url, protocols, message }: SnippetSettings): SnippetInput {
    const state = this.#connection?.state;
    const sent = this.#sent?.read() ?? [];
    const close = state?.end?.closeArgs;
    return {
      url: resolved(state?.socketUrl ?? (state?.settings.url || (url ?? ''))),
      protocols: (
        state?.end?.offered ?? subprotocolNames(state ? state.settings.protocols : protocols)
      ).filter(Boolean),
      messages: sent.length > 0 || !message ? sent : [message],
      earlierMessages: this.#sent?.earlier ?? 0,
      ...(close && { close }),
    };
  }

  readonly #onLanguage = (event: Event): void => {
    this.#chosenLanguage = (event.target as HTMLSelectElement).value;
    this.#onChosen();
  };

  readonly #onSide = (event: Event): void => {
    this.#chosenSide = (event.target as HTMLInputElement).value;
    this.#onChosen();
  };

  #onChosen(): void {
    this.#copy.reset();
    const [language = '', side = ''] = this.#remembered;
    rememberChoice(this.#chosenLanguage ?? language, this.#chosenSide ?? side);
    this.#host.requestUpdate();
  }
}

/** Text nodes only. The code is printable ASCII already; making controls visible is the second fence. */
function renderCode(code: string, { grammar }: SnippetLanguage, label: string): TemplateResult {
  return html`<pre
    class="code"
    part="code"
    role="region"
    aria-label=${label}
    tabindex="0"
    dir="ltr"
    translate="no"
  ><code
      >${codeTokens(code, grammar).map(({ kind, text }) =>
    kind === 'plain' ? showControls(text) : html`<span class=${kind}>${showControls(text)}</span>`,
  )}</code></pre>`;
}

function serverNames(): string {
  return snippetLanguages.flatMap(({ name, server }) => (server ? [name] : [])).join(', ');
}

/** As `new WebSocket()` resolves it on this page (WHATWG WebSockets §3.1); text that is no address stays as it is. */
function resolved(text: string): string {
  if (text === '') return '';
  try {
    const url = new URL(text, document.baseURI);
    url.protocol = url.protocol.replace(/^http/, 'ws');
    return url.href;
  } catch {
    return text;
  }
}
