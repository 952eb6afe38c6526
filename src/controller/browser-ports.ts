import { globalPorts } from '../core/global-ports.js';
import type { Ports } from '../core/ports.js';

/**
 * The ports of a connection that lives in a page: the globals, and news of Content Security Policy violations
 * (`securitypolicyviolation`, CSP Level 3 §5.5). For a socket that event is fired at the document of the global
 * that made it, so one listener there hears of all; the attempt picks out its own.
 */
export function browserPorts(document: Document): Ports {
  return {
    ...globalPorts(),
    observeCspViolations(listener) {
      const onViolation = ({ effectiveDirective, blockedURI, disposition }: SecurityPolicyViolationEvent) => {
        listener({ effectiveDirective, blockedUri: blockedURI, disposition });
      };
      document.addEventListener('securitypolicyviolation', onViolation);
      return () => {
        document.removeEventListener('securitypolicyviolation', onViolation);
      };
    },
  };
}
