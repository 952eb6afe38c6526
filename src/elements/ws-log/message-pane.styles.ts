import { css } from 'lit';

/** An open message: its tools, its lines as text, bytes or tree, and the line below the tree. */
export const messagePaneStyles = css`
  .message-tools,
  .json-bar {
    align-items: center;
    display: flex;
    flex: none;
    gap: 0.25rem 0.75rem;
    min-inline-size: 0;
    padding: 0.25rem 0.5rem;
    padding-inline: 0.75rem 0.375rem;
  }

  .message-tools {
    border-block-end: 1px solid color-mix(in srgb, var(--_border) 55%, transparent);
  }

  .json-bar {
    border-block-start: 1px solid var(--_border);
    padding-block: 0.125rem;
  }

  .find {
    align-items: center;
    display: flex;
    flex: 1 1 10rem;
    max-inline-size: 30rem;
    min-inline-size: 0;
  }

  .find input {
    flex: 1 1 6rem;
    font-size: 0.8125em;
    min-block-size: 1.625rem;
    padding-block: 0.125rem;
  }

  .find-count,
  .progress {
    color: var(--_text-quiet);
    font-size: 0.8125em;
    unicode-bidi: plaintext;
    white-space: nowrap;
  }

  /* room for "12 of 345", so that the buttons stay where they are */
  .find-count {
    min-inline-size: 6.5em;
    padding-inline: 0.75em 0.25em;
  }

  .icon-button,
  .tree-tools button {
    min-inline-size: 1.75rem;
    padding-inline: 0.25rem;
  }

  .tree-tools,
  .json-actions {
    display: flex;
    flex: none;
    margin-inline-start: auto;
  }

  .tree-tools .word {
    font-size: 0.9375em;
  }

  .path {
    color: var(--_text-quiet);
    direction: ltr;
    flex: 1 1 0;
    font-size: 0.8125em;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .json-actions button {
    font-size: 0.8125em;
    padding-inline: 0.375rem;
  }

  .lines-space {
    direction: ltr;
    font-family: var(--_font-mono);
    outline: none;
    overflow: visible clip;
    position: relative;
    text-align: left;
    unicode-bidi: isolate;
  }

  .lines {
    inset-block-start: 0;
    inset-inline: 0;
    position: absolute;
    will-change: transform;
  }

  :where(.details) .line {
    block-size: var(--_line-size, auto);
    tab-size: 2;
    unicode-bidi: isolate;
    white-space: pre;
  }

  /* as high and as wide as a line, to be measured */
  .line-probe {
    block-size: auto;
    font-family: var(--_font-mono);
    inline-size: max-content;
    inset: 0 auto auto 0;
    pointer-events: none;
    position: absolute;
    visibility: hidden;
  }

  .content:has(> .lines-space) {
    contain: strict;
    position: relative;
  }

  /* bytes: their place, themselves, their ASCII */
  .hex-view .offset {
    color: var(--_text-quiet);
    user-select: none;
  }

  .hex-view .hex {
    margin-inline: 2ch;
  }

  .hex-view .ascii {
    border-inline-start: 1px solid var(--_border);
    padding-inline-start: 1ch;
  }

  /* each line of a tree can be pointed at with a finger */
  .tree-view {
    line-height: 1.5rem;
    padding-inline-start: 0.375em;
  }

  .tree-view .line {
    border-radius: calc(var(--_radius) - 2px);
    cursor: default;
    overflow: hidden;
    /* deep down there is still room for what the line says */
    padding-inline-start: min(var(--_depth, 0) * 1.25em, 40%);
    text-overflow: ellipsis;
  }

  .tree-view .twisty {
    display: inline-block;
    inline-size: 1.375em;
  }

  .tree-view [aria-expanded] .twisty::before {
    background: var(--_text-quiet);
    block-size: 1em;
    clip-path: polygon(30% 15%, 75% 50%, 30% 85%);
    content: '';
    display: inline-block;
    forced-color-adjust: none;
    inline-size: 1em;
    vertical-align: -0.125em;
  }

  .tree-view [aria-expanded='true'] .twisty::before {
    clip-path: polygon(15% 30%, 85% 30%, 50% 75%);
  }

  .tree-view [aria-expanded]:hover .twisty::before {
    background: var(--_text);
  }

  .tree-view :is(.element .name, .colon, .members, .object .value, .array .value) {
    color: var(--_text-quiet);
  }

  .tree-view .string .value {
    color: var(--_received);
  }

  .tree-view .number .value {
    color: var(--_accent);
  }

  .tree-view :is(.true, .false, .null) .value {
    color: var(--_sent);
  }

  .tree-view .members {
    font-family: inherit;
    font-size: 0.875em;
  }

  .tree-view .line:hover {
    background: var(--_surface-raised);
  }

  .tree-view .line[aria-selected='true'] {
    background: color-mix(in srgb, var(--_accent) 13%, var(--_surface));
  }

  [role='tree']:focus-visible .line[aria-selected='true'] {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  ::highlight(ws-tester-match) {
    background-color: light-dark(#ffe58a, #5c4a00);
    color: light-dark(#1b1f26, #ffffff);
  }

  ::highlight(ws-tester-current-match) {
    background-color: light-dark(#ff9e3d, #d97706);
    color: #000000;
    text-decoration: underline;
  }

  .line mark {
    background: light-dark(#ffe58a, #5c4a00);
    color: light-dark(#1b1f26, #ffffff);
  }

  .line mark.current {
    background: light-dark(#ff9e3d, #d97706);
    color: #000000;
  }

  @container (inline-size < 40rem) {
    .message-tools,
    .json-bar {
      gap: 0.25rem 0.375rem;
      padding-inline: 0.5rem 0.25rem;
    }

    .tree-tools .word,
    .message-tools:has(.tree-tools) .progress {
      display: none;
    }

    .find-count {
      min-inline-size: 4em;
      padding-inline: 0.5em 0;
    }

    .hex-view .hex {
      margin-inline: 1ch;
    }
  }

  @media (forced-colors: active) {
    .tree-view [aria-expanded] .twisty::before {
      background: CanvasText;
    }

    .tree-view [aria-selected='true'] .twisty::before {
      background: HighlightText;
    }

    .tree-view .line[aria-selected='true'] {
      background: Highlight;
      forced-color-adjust: none;
    }

    .tree-view .line[aria-selected='true'] > * {
      color: HighlightText;
    }

    ::highlight(ws-tester-match) {
      background-color: Mark;
      color: MarkText;
    }

    ::highlight(ws-tester-current-match) {
      background-color: Highlight;
      color: HighlightText;
    }
  }
`;
