import { redactText } from '../protocol/redact-text.js';
import { isSecretSubprotocol } from '../protocol/secret-subprotocol.js';
import type { Diagnosis, Finding } from './diagnosis.js';
import type { Evidence } from './evidence.js';
import { meaningOf } from './meaning-of.js';
import { soundEvidence } from './sound-evidence.js';

/** What to put into a report beside the diagnosis. */
export interface ReportOptions {
  /** The browser in words, such as `navigator.userAgent`. Left out by default. */
  readonly userAgent?: string;
}

/**
 * A diagnosis as Markdown for an issue tracker. Secrets become `…`: credentials and secret-looking query values of
 * every address, JSON Web Tokens anywhere, subprotocols that look like tokens, and the path of the page. Text from the
 * server stands in code spans, so that it cannot format anything. A secret that is a plain word of the path stays.
 */
export function reportMarkdown(given: Evidence, diagnosis: Diagnosis, options: ReportOptions = {}): string {
  const { url, offered = [], protocol = '' } = soundEvidence(given);
  const secrets = [...offered, protocol].filter(isSecretSubprotocol);
  const clean = (text: string) =>
    redactText(secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text));
  const lines = [
    '## WebSocket diagnosis',
    '',
    plain(clean(diagnosis.summary)),
    '',
    `- Address: ${code(clean(url))}`,
    ...(offered.length > 0 ? [`- Subprotocols: ${code(clean(offered.join(', ')))}`] : []),
    ...(options.userAgent === undefined ? [] : [`- Browser: ${code(options.userAgent)}`]),
    '',
    '### What we know',
    '',
    ...diagnosis.known.map((sentence) => `- ${plain(clean(sentence))}`),
    '',
    '### What can be behind it',
    '',
    ...diagnosis.findings.flatMap((finding, index) => [
      `${String(index + 1)}. **${finding.cause.title}** (${finding.confidence}, \`${finding.id}\`)`,
      ...findingLines(finding, index === 0 ? diagnosis.elsewhere : undefined).map(
        (line) => `   - ${plain(clean(line))}`,
      ),
    ]),
    ...(diagnosis.certificateUrl === undefined
      ? []
      : ['', `The page that explains a certificate: ${code(clean(diagnosis.certificateUrl))}`]),
    '',
    '### What a page cannot know here',
    '',
    ...diagnosis.unknowable.map((sentence) => `- ${plain(clean(sentence))}`),
    ...(diagnosis.unknowable.length === 0 ? ['- Nothing that matters here.'] : []),
    '',
    ...(diagnosis.commands.length > 0
      ? [
          '### To see it from outside the browser',
          '',
          '```sh',
          ...diagnosis.commands.map(({ line }) => clean(line).replaceAll('`', "'")),
          '```',
          '',
        ]
      : []),
  ];
  return lines.join('\n');
}

/** What the card says of a cause: of the first one all, with where else the reason stands. */
function findingLines(
  { cause, closeCode, because, advice }: Finding,
  elsewhere: readonly string[] | undefined,
): readonly string[] {
  const isFirst = elsewhere !== undefined;
  return [
    meaningOf(cause, closeCode),
    ...(isFirst ? (cause.kinds ?? []).map((kind) => `A form it takes: ${kind}`) : []),
    ...[...advice, ...(elsewhere ?? [])].map((line) => `To do: ${line}`),
    ...(isFirst ? cause.owner.map((line) => `For the owner: ${line}`) : []),
    ...because.map((sentence) => `Sign: ${sentence}`),
  ];
}

/** Inline code around any text: the fence is longer than any run of backticks in it (CommonMark §6.1). */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${line} ${fence}`;
}

/** A sentence in which nothing formats: Markdown's characters and HTML's are escaped (CommonMark §2.4). */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~@]/g, '\\$&');
}
