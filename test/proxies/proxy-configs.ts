import type { ProxyProgram } from './install.js';

/**
 * What is between the browser and the backend, or wrong with them.
 *
 * - `forwarding`: all is well; the limits are the proxy's usual ones.
 * - `stripping`: the headers of the upgrade do not reach the backend.
 * - `idle-cut`: a connection without traffic is cut after 2 s.
 * - `backend-down`: nothing listens where the backend should be.
 * - `backend-silent`: the backend takes the request and never answers; the proxy waits 2 s.
 * - `patient`: the same, but the proxy waits a minute.
 */
export type Situation =
  'forwarding' | 'stripping' | 'idle-cut' | 'backend-down' | 'backend-silent' | 'patient';

/** Every situation, in the order of the documentation above. */
export const situations: readonly Situation[] = [
  'forwarding',
  'stripping',
  'idle-cut',
  'backend-down',
  'backend-silent',
  'patient',
];

/** The port that a proxy listens on for each situation. */
export type SituationPorts = Readonly<Record<Situation, number>>;

/** What a configuration is written for. */
export interface ConfigInput {
  readonly ports: SituationPorts;
  /** Where the lab listens. */
  readonly labPort: number;
  /** Where a server listens that never answers. */
  readonly silentPort: number;
  /** An empty folder for whatever the proxy writes. */
  readonly folder: string;
}

/** Port 1, tcpmux (RFC 1078): below 1024, so nobody takes it by chance, and no system serves it any more. */
const deadPort = 1;

/** A configuration file for each program. Both listen on loopback only, and log nothing but errors. */
export const proxyConfigs: Readonly<Record<ProxyProgram, (input: ConfigInput) => string>> = {
  nginx: nginxConfig,
  haproxy: haproxyConfig,
};

/** `master_process off`: one process, that of the current user. */
function nginxConfig(input: ConfigInput): string {
  // nginx.org/en/docs/http/websocket.html
  const upgrade =
    'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";';
  const settings: Readonly<Record<Situation, string>> = {
    forwarding: upgrade,
    // its default: hop-by-hop headers end here
    stripping: '',
    'idle-cut': `${upgrade} proxy_read_timeout 2s;`,
    'backend-down': upgrade,
    'backend-silent': `${upgrade} proxy_read_timeout 2s;`,
    patient: upgrade,
  };
  const servers = situations.map(
    (situation) =>
      `  server { listen 127.0.0.1:${input.ports[situation]}; location / { ` +
      `${settings[situation]} proxy_pass http://127.0.0.1:${backendPort(situation, input)}; } }`,
  );
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off;
master_process off;
pid ${input.folder}/nginx.pid;
error_log stderr crit;
events { worker_connections 128; }
http {
  access_log off;
${temporary.map((kind) => `  ${kind}_temp_path ${input.folder}/${kind};`).join('\n')}
${servers.join('\n')}
}
`;
}

/** It forwards an upgrade without being told to; the timeouts are those of Debian's `haproxy.cfg`. */
function haproxyConfig(input: ConfigInput): string {
  const settings: Readonly<Record<Situation, readonly string[]>> = {
    forwarding: [],
    stripping: ['http-request del-header Upgrade', 'http-request del-header Connection'],
    'idle-cut': ['timeout tunnel 2s'],
    'backend-down': [],
    'backend-silent': ['timeout server 2s'],
    patient: [],
  };
  const sections = situations.map((situation) =>
    [
      `listen ${situation}`,
      `  bind 127.0.0.1:${input.ports[situation]}`,
      ...settings[situation].map((line) => `  ${line}`),
      `  server backend 127.0.0.1:${backendPort(situation, input)}`,
      '',
    ].join('\n'),
  );
  return `global
  maxconn 128
defaults
  mode http
  timeout connect 5s
  timeout client 50s
  timeout server 50s
${sections.join('')}`;
}

function backendPort(situation: Situation, { labPort, silentPort }: ConfigInput): number {
  if (situation === 'backend-down') return deadPort;
  return situation === 'backend-silent' || situation === 'patient' ? silentPort : labPort;
}
