/**
 * The parts of the default layout that a page may style through the tester, as `exportparts` wants them: `::part(row)`
 * on `ws-tester` is the row in its `ws-log`. A name that two of them share means the same in both.
 */
export const exportedParts = {
  connect: 'url, protocols, connect-button, problem, fix, resolved, attempted',
  status:
    'phase, badge, retry, clock, sent-count, received-count, details-line, protocol, extensions, close-code, reason, advice, ' +
    'more-details-button',
  diagnosis:
    'card, summary, cause, confidence, advice, actions, button, fix-button, probe-button, report-button, copy-button, ' +
    'certificate-link, probes, section, command',
  log:
    'toolbar, filter, filter-field, direction, kind, fold, more-filters-button, filter-problem, ' +
    'show-all-button, count, button, clear-button, newer-button, list, row, sent, received, opened, ' +
    'closed, failed, note, active, selected, empty, details, details-header, views, view, copy-button, ' +
    'copy-result, close-button, content, problem, facts, traffic, plot, rates, ' +
    'round-trips-button, round-trips, pair-by, figures, pause-button, time, import-button, ' +
    'export-button, panel, file, back-button, dropped, keep-button, message-tools, find, find-count, ' +
    'json-bar, path',
  composer: 'formats, format-option, format-button, message, validity, problem, notice, send-button',
} as const;
