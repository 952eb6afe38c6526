/** A product's default time limit for WebSocket connections. */
export interface ProxyTimeout {
  readonly product: string;
  readonly seconds: number;
  /** `idle`: counted from the last data. `lifetime`: from the opening, busy or not. */
  readonly kind: 'idle' | 'lifetime';
  /** `high`: measured by us or documented by the maker. `low`: only reports from the field. */
  readonly confidence: 'high' | 'medium' | 'low';
  readonly source: string;
}

/**
 * Default limits of proxies, load balancers and servers, ascending. All can be set otherwise, and a proxy that is
 * not here may have the same. Products without a known default (Traefik, HAProxy’s own, IIS, Cloudflare) are left out.
 */
export const proxyTimeouts: readonly ProxyTimeout[] = [
  idle('Jetty', 30, 'low', 'field report danneu/kog#21'),
  idle('Azure Application Gateway', 30, 'medium', 'MicrosoftDocs/azure-docs#49622'),
  {
    product: 'Google Cloud load balancer',
    seconds: 30,
    kind: 'lifetime',
    confidence: 'high',
    source: 'kubernetes/ingress-gce, WebSocket example: timeoutSec',
  },
  idle(
    'HAProxy as Debian configures it',
    50,
    'high',
    'own measurement with 2 s; HAProxy manual, timeout tunnel',
  ),
  idle('Heroku', 55, 'high', 'devcenter.heroku.com/articles/websockets#timeouts'),
  idle('nginx', 60, 'high', 'own measurement: 60.1 s, nginx 1.22; nginx.org/en/docs/http/websocket.html'),
  idle('Apache', 60, 'high', 'own measurement: 60.1 s, Apache 2.4'),
  idle('AWS Application Load Balancer', 60, 'high', 'AWS documentation, load balancer attributes'),
  idle('Kong', 60, 'medium', 'Kong gateway documentation, read_timeout'),
  idle('fly.io', 60, 'low', 'field report 0ptim/JellyChat#47'),
  idle('Azure App Service', 230, 'medium', 'MicrosoftDocs/azure-docs#64062'),
  idle('Azure Load Balancer', 240, 'high', 'Azure documentation, idleTimeoutInMinutes'),
  idle('Envoy, Istio or Contour', 300, 'high', 'envoyproxy.io, FAQ on timeouts: stream_idle_timeout'),
  idle('Pomerium', 300, 'high', 'Pomerium documentation, idle timeout'),
  idle('AWS Network Load Balancer', 350, 'high', 'AWS documentation, update-idle-timeout'),
  idle('AWS API Gateway', 600, 'high', 'AWS documentation, API Gateway WebSocket quotas'),
  idle('Amazon CloudFront', 600, 'medium', 'AWS documentation, quotas'),
  {
    product: 'AWS API Gateway',
    seconds: 7200,
    kind: 'lifetime',
    confidence: 'high',
    source: 'AWS documentation, API Gateway WebSocket quotas',
  },
];

/** Times that people set a limit to, in seconds, apart from the defaults above. */
const usualSeconds: readonly number[] = [
  2, 3, 5, 10, 15, 20, 25, 30, 45, 60, 75, 90, 100, 120, 180, 240, 300, 600, 900, 1200, 1800, 3600, 7200,
];

/**
 * The limits of that kind that a measured time fits. `earlierMs`: by how much the measured time may be too short,
 * because the proxy began to count before the page did; default 0.
 */
export function limitsAt(timeMs: number, kind: ProxyTimeout['kind'], earlierMs = 0): readonly ProxyTimeout[] {
  return proxyTimeouts.filter((limit) => limit.kind === kind && fits(timeMs, limit.seconds, earlierMs));
}

/**
 * The usual limit that a measured time fits, in seconds: a product's default or a round number. A cut comes at the
 * limit or within 0.3 s after it (own measurement, nginx and HAProxy); 2 % are allowed for slow networks. `earlierMs`
 * as for {@link limitsAt}.
 */
export function usualLimitAt(timeMs: number, earlierMs = 0): number | undefined {
  return [...usualSeconds, ...proxyTimeouts.map((limit) => limit.seconds)].find((seconds) =>
    fits(timeMs, seconds, earlierMs),
  );
}

/** Whether two measured times are the same but for what a network adds: 2 %, at least 0.3 s. */
export function sameTime(oneMs: number, otherMs: number): boolean {
  return Math.abs(oneMs - otherMs) <= Math.max(300, 0.02 * Math.max(oneMs, otherMs));
}

function fits(timeMs: number, seconds: number, earlierMs: number): boolean {
  const overMs = timeMs - seconds * 1000;
  return overMs >= -Math.min(100, seconds * 20) - earlierMs && overMs <= Math.max(350, seconds * 20);
}

function idle(
  product: string,
  seconds: number,
  confidence: ProxyTimeout['confidence'],
  source: string,
): ProxyTimeout {
  return { product, seconds, kind: 'idle', confidence, source };
}
