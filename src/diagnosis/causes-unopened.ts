import { failureWords } from '../protocol/failure-words.js';
import type { CauseId, CauseText } from './cause.js';

const measured = 'own measurement, Chromium 156 and Firefox 153';

/** Causes that keep a connection from opening: the address, the page, the network, TLS. */
export const causesBeforeServer = {
  'invalid-url': {
    class: 'address',
    title: 'The address is not one of a WebSocket',
    explanation: 'The browser refused the address itself and sent nothing.',
    reader: ['Correct the address: it begins with ws:// or wss:// and has nothing after “#”.'],
    owner: [],
    sources: ['WHATWG WebSockets, the constructor', 'RFC 6455 §3'],
  },
  'invalid-subprotocol': {
    class: 'address',
    title: 'A subprotocol is not a valid name',
    explanation: 'A subprotocol is empty, offered twice, or holds a character that HTTP tokens may not have.',
    reader: ['Correct the subprotocols. “Bearer x” cannot be one; a bare JSON Web Token can.'],
    owner: [],
    sources: ['RFC 6455 §4.1', 'RFC 9110 §5.6.2'],
  },
  'bad-port': {
    class: 'address',
    title: 'Browsers refuse this port',
    explanation: 'Ports of other services (mail, SSH, …) are blocked; no connection was even tried.',
    reader: ['Use another port.'],
    owner: ['Move the service to a port that is not on the list.'],
    sources: ['Fetch Standard, port blocking', measured],
  },
  'mixed-content': {
    class: 'page',
    title: 'This page is on https, and the address is unencrypted',
    explanation: 'From an https page browsers allow ws:// only to this machine itself.',
    reader: ['Use wss:// if the server has it, or open this page from localhost or over http.'],
    owner: ['Serve the WebSocket over TLS (wss://).'],
    sources: ['W3C Mixed Content', 'WHATWG WebSockets, the constructor', measured],
  },
  'content-security-policy': {
    class: 'page',
    title: 'This page’s security policy forbids the connection',
    explanation:
      'The Content Security Policy of the page you are reading stopped it; the server was not asked.',
    reader: ['Tell whoever runs this page.'],
    owner: [
      'Add the endpoint with its scheme, such as wss://api.example.com, to connect-src.',
      'Neither http: nor a host without scheme covers ws: on an http page, and ‘self’ only this host and port.',
    ],
    sources: ['CSP Level 3 §6.1.2 connect-src', measured],
  },
  'upgraded-to-wss': {
    class: 'page',
    title: 'This page turned ws:// into wss://',
    explanation: 'Its policy has upgrade-insecure-requests, and the server probably has no TLS on that port.',
    reader: ['Tell whoever runs this page.'],
    owner: ['Serve TLS on that port, or take upgrade-insecure-requests out of the page’s policy.'],
    sources: ['W3C Upgrade Insecure Requests', measured],
  },
  'local-network-access': {
    class: 'page',
    title: 'The browser does not let this site reach your machine or local network',
    explanation:
      'A site from the internet needs your permission for that; it is missing, denied, or still asked for.',
    reader: [
      'Look for a prompt near the address bar, or allow local network access for this site in its settings.',
      'Or open this page from your own machine.',
    ],
    owner: ['Serve this page over https: over http browsers do not even ask.'],
    sources: ['W3C Local Network Access', measured],
  },
  offline: {
    class: 'network',
    title: 'The browser says it is offline',
    explanation: 'Without a network only servers on this machine can be reached.',
    reader: ['Check your network connection, then try again.'],
    owner: [],
    sources: ['WHATWG HTML, navigator.onLine'],
  },
  'retries-throttled': {
    class: 'page',
    title: 'The browser slows down after many failures',
    explanation:
      'The wait came from the browser, not from the server; what failed before probably fails still.',
    reader: ['Wait some seconds between attempts; do not read anything into how long they take.'],
    owner: [],
    sources: ['RFC 6455 §4.1, §7.2.3', measured],
  },
  'too-many-sockets': {
    class: 'page',
    title: 'This page has too many sockets open',
    explanation: 'Browsers allow some 200 WebSockets at once; one more fails at once.',
    reader: ['Close other connections, or reload the page.'],
    owner: [],
    sources: ['own measurement: 255 in Chromium 156, 200 in Firefox 153'],
  },
  'prevented-by-page': {
    class: 'page',
    title: 'The page itself refused',
    explanation: 'Code of this page stopped the attempt before a socket was made.',
    reader: ['Do what the page says, such as signing in.'],
    owner: [],
    sources: [],
  },
  'worker-stopped': {
    class: 'page',
    title: 'The worker that held the socket stopped',
    explanation:
      'The socket lived in a worker of this page, and that worker ended. What became of the connection is not known here.',
    reader: ['Connect again.'],
    owner: ['Look at the page’s console: an error in a worker is told there.'],
    sources: ['HTML, Web workers, “runtime script errors”'],
  },
  'port-closed': {
    class: 'network',
    title: 'Nothing listens on that port',
    explanation: 'The machine is there and refused the connection, or something on the way did.',
    reader: ['Check that the server runs, and the host and port.', 'Check VPN and firewall.'],
    owner: ['Check that it listens on this port, and not on 127.0.0.1 only.'],
    sources: ['RFC 9293 §3.5.2', measured],
  },
  'name-not-resolved': {
    class: 'network',
    title: 'The host’s name has no address',
    explanation: 'DNS knows no such name, or could not be asked.',
    reader: ['Check the spelling of the host.', 'A name of a company network may need the VPN.'],
    owner: ['Check the DNS records of the host.'],
    sources: ['RFC 1035', measured],
  },
  'connection-dropped': {
    class: 'network',
    title: 'Something accepted the connection and dropped it without an answer',
    explanation: 'A server, a proxy or a firewall hung up before or instead of answering the request.',
    reader: ['Check host, port and path; another service may be listening there.'],
    owner: ['Look into the log for a crash or a filter at that moment.'],
    sources: [measured],
  },
  'no-answer': {
    class: 'network',
    title: 'No answer',
    explanation:
      'Packets are dropped on the way (firewall, wrong address), or the server accepted and stays silent.',
    reader: ['Check host and port, VPN and firewall.', 'If the browser asks for a permission, answer it.'],
    owner: ['Check firewall rules, and whether the handler or a backend hangs.'],
    sources: ['own measurement: browsers wait 20 to 240 s'],
  },
  'tls-failed': {
    class: 'tls',
    title: 'The encrypted connection could not be set up, most often because of the certificate',
    explanation: 'The browser does not trust the server’s certificate, or the two did not agree on TLS.',
    kinds: [
      'The certificate is self-signed, or its issuer is unknown or incomplete.',
      'It has expired, or is for another name.',
      'The server wants a certificate from you.',
      'There is no common TLS version or cipher, or the server hung up during the TLS handshake.',
    ],
    reader: [failureWords.openHttps],
    owner: [
      'Install a certificate for this name from a trusted authority, with its intermediate certificates.',
      'Allow TLS 1.2 and 1.3 with current ciphers.',
    ],
    sources: ['RFC 8446', 'RFC 9110 §4.3.4', measured],
  },
  'wss-to-plain-port': {
    class: 'tls',
    title: 'wss:// was used on a port without TLS',
    explanation: 'The browser began to encrypt, and the server did not understand it.',
    reader: [failureWords.plainPort, 'Or use the port that has TLS.'],
    owner: ['Put TLS on this port, or a TLS proxy before it.'],
    sources: [measured],
  },
  'ws-to-tls-port': {
    class: 'tls',
    title: 'ws:// was used on a port with TLS',
    explanation: 'The server expects encryption and did not understand the plain request.',
    reader: ['Use wss://.'],
    owner: [],
    sources: [measured],
  },
} as const satisfies Partial<Record<CauseId, CauseText>>;

/** Causes of a handshake that a server answered, but not with a WebSocket. */
export const causesOfHandshake = {
  'not-upgraded': {
    class: 'handshake',
    title: 'The server answered, but not with a WebSocket',
    explanation: 'It gave an ordinary HTTP answer to the request for an upgrade.',
    kinds: [
      'There is no WebSocket at this path (404, 200).',
      'You may not: no credentials, a wrong one, or a wrong Origin (401, 403).',
      'The backend behind it is down (502, 503, 504), or fails (500).',
      'It redirects elsewhere (301, 302, 307, 308).',
      'A proxy before it dropped the upgrade headers (400, 426).',
    ],
    covers: ['redirect', 'proxy-strips-upgrade'],
    reader: [
      'Check the path.',
      'Read the status with the curl command, or in the network panel of the developer tools.',
    ],
    owner: [
      'Check the route, authentication and allowed Origins for this path.',
      'Send Access-Control-Allow-Origin with its plain HTTP answers: then this page can show the status.',
    ],
    sources: ['RFC 6455 §4.1, §4.2.2', measured],
  },
  'proxy-strips-upgrade': {
    class: 'handshake',
    title: 'A proxy did not pass the upgrade on',
    explanation:
      'Upgrade and Connection are hop-by-hop headers; a proxy that is not told to forward them drops them.',
    reader: ['Ask whoever runs the server.'],
    owner: [
      'nginx: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade".',
      'Apache: ProxyPass with upgrade=websocket. HAProxy: do not delete these headers.',
    ],
    sources: ['RFC 9110 §7.6.1, §7.8', 'nginx.org/en/docs/http/websocket.html', measured],
  },
  redirect: {
    class: 'handshake',
    title: 'The server redirects elsewhere',
    explanation: 'Chromium and Firefox do not follow a redirect of a WebSocket handshake.',
    reader: ['Use the final address: often wss:// instead of ws://, with or without a slash at the end.'],
    owner: ['Do not redirect the upgrade, or document the final address.'],
    sources: ['WHATWG WebSockets §3, establish a WebSocket connection', measured],
  },
  'bad-handshake': {
    class: 'handshake',
    title: 'The server’s handshake is malformed',
    explanation: 'It said 101 Switching Protocols, but with headers that browsers must refuse.',
    kinds: [
      'Sec-WebSocket-Accept is wrong or missing.',
      'Upgrade or Connection is wrong or missing.',
      'An extension, or a parameter of permessage-deflate, was not offered.',
    ],
    reader: ['Read the reason in the browser’s console (Chromium names it).'],
    owner: [
      'Use a WebSocket library; check what a proxy does to these headers.',
      'Turn compression off to test.',
    ],
    sources: ['RFC 6455 §4.1, §4.2.2, §9.1', 'RFC 7692 §7.1', measured],
  },
  'not-http': {
    class: 'handshake',
    title: 'What answered does not speak HTTP',
    explanation: 'Another service, such as SSH or a mail server, listens on that port.',
    reader: ['Check host and port.'],
    owner: ['Look into what writes to the connection before the response.'],
    sources: ['RFC 9112 §2.1', measured],
  },
  subprotocol: {
    class: 'handshake',
    title: 'The two sides do not agree on a subprotocol',
    explanation:
      'The server must choose one of the offered names, exactly as written. Chromium also fails if it chooses none.',
    reader: ['Check the names, upper and lower case too.', 'Try without subprotocols.'],
    owner: ['Answer with exactly one of the offered names, and with none if none was offered.'],
    sources: ['RFC 6455 §4.1, §4.2.2', measured],
  },
} as const satisfies Partial<Record<CauseId, CauseText>>;
