import { expect } from '@open-wc/testing';
import { browserPorts } from '../../src/controller/browser-ports.js';
import type { CspViolation } from '../../src/core/ports.js';

describe('browser ports', () => {
  it("tell of the document's policy violations until released", () => {
    const seen: CspViolation[] = [];
    const release = browserPorts(document).observeCspViolations?.((violation) => seen.push(violation));
    const violate = () =>
      document.dispatchEvent(
        new SecurityPolicyViolationEvent('securitypolicyviolation', {
          effectiveDirective: 'connect-src',
          violatedDirective: 'connect-src',
          originalPolicy: "connect-src 'none'",
          blockedURI: 'ws://blocked.example',
          documentURI: document.URL,
          disposition: 'enforce',
          statusCode: 200,
        }),
      );
    violate();
    release?.();
    violate();
    expect(seen).to.deep.equal([
      { effectiveDirective: 'connect-src', blockedUri: 'ws://blocked.example', disposition: 'enforce' },
    ]);
  });

  it('make a socket of the browser', () => {
    const socket = browserPorts(document).socket('ws://127.0.0.1:1/', []);
    expect(socket).to.be.instanceOf(WebSocket);
    socket.close();
  });
});
