import { html, nothing, type TemplateResult } from 'lit';
import { showControls } from '../../decode/text.js';
import type { CloseCode, CloseCodeOnWire } from '../../protocol/close-codes.js';
import type { Strings } from '../shared/en.js';
import { icon, type IconName } from '../shared/icons.js';
import { listedCloseCodes, searchCloseCodes, type CloseCodeGroup } from './close-code-search.js';
import { readCustomCodes, type CustomCloseCode } from './custom-codes.js';

export { styles } from './close-code-view.styles.js';

/** What the table is made of. */
export interface CloseCodeView {
  readonly words: Strings['closeCodes'];
  /** Writes a whole number in the reader's language. */
  readonly number: (value: number) => string;
  readonly search: string;
  readonly onSearch: (event: Event) => void;
  /** The author's rows from children, the text of their script, and the `codes` setting. */
  readonly rows: readonly CustomCloseCode[];
  readonly script: string | undefined;
  readonly codes: unknown;
  /** The code that the browser told last. */
  readonly received: number | undefined;
}

/** All that `ws-close-codes` shows. In a module of its own because the facts are heavy. */
export function renderCloseCodes(view: CloseCodeView): TemplateResult {
  const { words, number, search, received } = view;
  const own = ownCodes(view);
  const groups = searchCloseCodes(search, own.codes, received);
  const listed = listedCloseCodes(own.codes, received);
  const shown = groups.flatMap(({ codes }) => codes.map(({ code }) => code));
  const lookedUp = shown.find((code) => !listed.has(code));
  const shownListed = shown.length - (lookedUp === undefined ? 0 : 1);
  const counted = words.count(number(shownListed), number(listed.size));
  return html`
    <div class="search" part="search">
      <div class="field">
        ${icon('search')}
        <input
          type="search"
          aria-label=${words.search}
          placeholder=${words.placeholder}
          autocomplete="off"
          spellcheck="false"
          .value=${search}
          @input=${view.onSearch}
        />
      </div>
      <p class="count" aria-live="polite">
        ${lookedUp === undefined ? counted : `${counted} · ${words.lookedUp(String(lookedUp))}`}
      </p>
    </div>
    ${
      own.problems.length > 0
        ? html`<ul class="problems">
            ${own.problems.map((problem) => html`<li>${showControls(problem)}</li>`)}
          </ul>`
        : nothing
    }
    ${
      groups.length > 0
        ? renderTable(view, groups)
        : html`<p class="empty">${words.nothing(showControls(search))}</p>`
    }
  `;
}

/** Children and their script first; a code in the `codes` setting that is there already counts once. */
function ownCodes({ rows, script, codes }: CloseCodeView): ReturnType<typeof readCustomCodes> {
  const children = readCustomCodes(rows, script);
  const setting = readCustomCodes([], codes);
  const known = new Set(children.codes.map(({ code }) => code));
  return {
    codes: [...children.codes, ...setting.codes.filter(({ code }) => !known.has(code))],
    problems: [...children.problems, ...setting.problems],
  };
}

function renderTable(view: CloseCodeView, groups: readonly CloseCodeGroup[]): TemplateResult {
  const { words } = view;
  return html`
    <table part="table" aria-label=${words.table}>
      <thead>
        <tr>
          <th scope="col">${words.code}</th>
          <th scope="col">${words.meaning}</th>
          <th scope="col">${words.sentBy}</th>
          <th scope="col">${words.onWire}</th>
          <th scope="col"><code>close()</code></th>
        </tr>
      </thead>
      ${groups.map((group) => renderGroup(view, group))}
    </table>
  `;
}

function renderGroup(view: CloseCodeView, { range, codes }: CloseCodeGroup): TemplateResult {
  return html`<tbody>
    <tr class="group" part="group">
      <th scope="rowgroup" colspan="5">
        ${range.title}<span class="span">${range.first}–${range.last}</span>
        <span class="meaning">${range.meaning}</span>
      </th>
    </tr>
    ${codes.map((entry) => renderCode(view, entry))}
  </tbody>`;
}

function renderCode(view: CloseCodeView, entry: CloseCode): TemplateResult {
  const { words } = view;
  const received = entry.code === view.received;
  const sender = senderWords(words, entry);
  const argument = entry.closeArgument ? words.takes : words.refuses;
  return html`
    <tr
      class="code"
      part=${received ? 'row row-received' : 'row'}
      aria-current=${received ? 'true' : nothing}
    >
      <th scope="row" class="number">${entry.code}</th>
      <td>
        <span class="name">${showControls(entry.name)}</span>
        ${received ? html`<span class="badge">${icon('arrow-down')}${words.received}</span>` : nothing}
        <p class="meaning">${showControls(entry.meaning)}</p>
        <p class="marks-line">${words.marks(sender, words.onWireMarks[entry.onWire], entry.closeArgument)}</p>
        ${renderDetails(words, entry)}
      </td>
      <td class="mark ${entry.sentBy === 'nobody' ? 'no' : ''}">${sender}</td>
      <td class="mark ${entry.onWire === 'allowed' ? 'yes' : 'no'}">
        ${icon(onWireIcons[entry.onWire])}${words.onWireWords[entry.onWire]}
      </td>
      <td class="mark ${entry.closeArgument ? 'yes' : 'no'}">
        ${icon(entry.closeArgument ? 'check' : 'close')}${argument}
      </td>
    </tr>
  `;
}

const onWireIcons: Readonly<Record<CloseCodeOnWire, IconName>> = {
  allowed: 'check',
  disallowed: 'warning',
  never: 'close',
};

/** That nobody sends a code and that nobody may are not the same: some servers do what they may not. */
function senderWords(words: Strings['closeCodes'], { sentBy, onWire }: CloseCode): string {
  return onWire === 'disallowed' ? words.nobodyMay : words.senders[sentBy];
}

function renderDetails(
  words: Strings['closeCodes'],
  { causes, advice, observed, source }: CloseCode,
): TemplateResult {
  const list = (title: string, texts: readonly string[]) =>
    texts.length === 0
      ? nothing
      : html`<dt>${title}</dt>
          <dd>
            <ul>
              ${texts.map((text) => html`<li>${showControls(text)}</li>`)}
            </ul>
          </dd>`;
  return html`<details>
    <summary>${causes.length > 0 ? words.causesAndAdvice : words.advice}</summary>
    <dl>${list(words.causes, causes)} ${list(words.advice, advice)} ${list(words.observed, observed)}</dl>
    <p class="source meaning">${source ? words.source(source) : words.ownSource}</p>
  </details>`;
}
