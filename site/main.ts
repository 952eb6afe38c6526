import '../src/all.js';
import type { WsTester } from '../src/elements/ws-tester/ws-tester.js';

/** What stands between a chosen endpoint and a Connect, phase by phase. */
const firstSteps: Readonly<Record<string, string>> = {
  connecting: 'Cancel first, then press Connect.',
  open: 'Disconnect first, then press Connect.',
  closing: 'Wait until the connection has closed, then press Connect.',
  waiting: 'Cancel first, then press Connect.',
};

interface LabEndpoint {
  readonly path: string;
  readonly summary: string;
  readonly examples: readonly LabExample[];
  /** Whether a failure is met there. */
  readonly breaks: boolean;
}

interface LabExample {
  readonly label: string;
  readonly path: string;
  /** Subprotocols to offer there. */
  readonly protocols?: string;
}

/** What `/lab/index.json` says, as far as this page uses it. */
interface LabIndex {
  readonly base: string;
  readonly endpoints: readonly LabEndpoint[];
  /** Endpoints that do something wrong on purpose. */
  readonly faults: readonly LabEndpoint[];
  /** Faults that are no path. Only where their ports run. */
  readonly faultAddresses: readonly { readonly url: string; readonly summary: string }[];
}

const tester = byId('tester') as WsTester;

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element #${id}`);
  return element;
}

/** The address of a lab endpoint on the host that served this page. */
function labUrl(path: string): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}${path}`;
}

/** Puts an endpoint into the console and brings the console into view. It does not connect. */
function choose(url: string, label: string, protocols = ''): void {
  tester.setAttribute('url', url);
  tester.setAttribute('protocols', protocols);
  const step = firstSteps[tester.connection.state.phase] ?? 'Press Connect there.';
  byId('chosen').textContent = `${label}: ${url} is in the console. ${step}`;
  const instant = matchMedia('(prefers-reduced-motion: reduce)').matches;
  tester.scrollIntoView({ block: 'nearest', behavior: instant ? 'instant' : 'smooth' });
}

/** One group of the list: an endpoint, and a button for each of its examples. */
function endpointItem(base: string, endpoint: LabEndpoint): HTMLLIElement {
  const path = document.createElement('code');
  path.textContent = endpoint.path;
  const summary = document.createElement('p');
  summary.textContent = endpoint.summary;
  const buttons = document.createElement('div');
  buttons.className = 'examples';
  for (const example of endpoint.examples) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = example.label;
    button.addEventListener('click', () => {
      choose(labUrl(base + example.path), example.label, example.protocols);
    });
    buttons.append(button);
  }
  const item = document.createElement('li');
  item.append(path, summary, buttons);
  return item;
}

/** The menu of faults: choosing one puts its address into the console, and connects no more than the buttons do. */
function listFaults({ base, endpoints, faults, faultAddresses }: LabIndex): void {
  const menu = byId('fault-menu') as HTMLSelectElement;
  const choices: { readonly url: string; readonly label: string; readonly protocols?: string }[] = [];
  const group = (label: string, added: typeof choices) => {
    if (added.length === 0) return;
    const options = document.createElement('optgroup');
    options.label = label;
    options.append(...added.map((choice, index) => new Option(choice.label, String(choices.length + index))));
    choices.push(...added);
    menu.append(options);
  };
  const byPath = (rows: readonly LabEndpoint[]) =>
    rows.flatMap(({ summary, examples }) =>
      examples.map(({ label, path, ...rest }) => ({
        url: labUrl(base + path),
        label: label === summary ? label : `${summary} ${label}`,
        ...rest,
      })),
    );
  group('Before and at the handshake, or after it', byPath(faults));
  group('Endpoints that end, refuse or stay silent', byPath(endpoints.filter(({ breaks }) => breaks)));
  group(
    'Addresses of their own',
    faultAddresses.map(({ url, summary }) => ({ url, label: summary })),
  );
  menu.addEventListener('change', () => {
    const chosen = menu.value === '' ? undefined : choices[Number(menu.value)];
    if (chosen) choose(chosen.url, chosen.label, chosen.protocols);
  });
  byId('faults').hidden = false;
}

async function listEndpoints(): Promise<void> {
  try {
    const response = await fetch('/lab/index.json');
    if (!response.ok) throw new Error(`/lab/index.json answered ${response.status}`);
    const index = (await response.json()) as LabIndex;
    const { base, endpoints } = index;
    listFaults(index);
    byId('endpoint-list').append(...endpoints.map((endpoint) => endpointItem(base, endpoint)));
  } catch {
    // The page also stands on static hosts, where there is no lab; it then says so.
    byId('endpoint-problem').hidden = false;
  }
}

/** `auto` follows the system; the elements inherit the page's color-scheme. */
function applyTheme(theme: string): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

for (const radio of document.querySelectorAll<HTMLInputElement>('input[name="theme"]')) {
  radio.addEventListener('change', () => applyTheme(radio.value));
  // A browser that restores form fields on reload restores the choice too.
  if (radio.checked) applyTheme(radio.value);
}

if (!tester.hasAttribute('url')) tester.setAttribute('url', labUrl('/lab/echo'));
void listEndpoints();
