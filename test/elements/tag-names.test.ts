import { expect } from '@open-wc/testing';
import type { WsCloseCodes } from '../../src/elements/ws-close-codes/ws-close-codes.js';
import type { WsComposer } from '../../src/elements/ws-composer/ws-composer.js';
import type { WsConnect } from '../../src/elements/ws-connect/ws-connect.js';
import type { WsConnection } from '../../src/elements/ws-connection/ws-connection.js';
import type { WsDiagnosis } from '../../src/elements/ws-diagnosis/ws-diagnosis.js';
import type { WsFrame } from '../../src/elements/ws-frame/ws-frame.js';
import type { WsLog } from '../../src/elements/ws-log/ws-log.js';
import type { WsSnippet } from '../../src/elements/ws-snippet/ws-snippet.js';
import type { WsStatus } from '../../src/elements/ws-status/ws-status.js';
import type { WsTester } from '../../src/elements/ws-tester/ws-tester.js';
import '../../src/all.js';

/** Each line is checked by the compiler: without an entry in `HTMLElementTagNameMap` it gives an `HTMLElement`. */
function elements() {
  const closeCodes: WsCloseCodes = document.createElement('ws-close-codes');
  const composer: WsComposer = document.createElement('ws-composer');
  const connect: WsConnect = document.createElement('ws-connect');
  const connection: WsConnection = document.createElement('ws-connection');
  const diagnosis: WsDiagnosis = document.createElement('ws-diagnosis');
  const frame: WsFrame = document.createElement('ws-frame');
  const log: WsLog = document.createElement('ws-log');
  const snippet: WsSnippet = document.createElement('ws-snippet');
  const status: WsStatus = document.createElement('ws-status');
  const tester: WsTester = document.createElement('ws-tester');
  return [closeCodes, composer, connect, connection, diagnosis, frame, log, snippet, status, tester];
}

describe('document.createElement, by type and in the browser', () => {
  for (const element of elements()) {
    it(`makes ${element.localName} an element of its class`, () => {
      expect(customElements.get(element.localName)).to.equal(element.constructor);
      expect(element.constructor).to.have.property('version');
    });
  }
});
