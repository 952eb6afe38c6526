import { WsCloseCodes } from '../elements/ws-close-codes/ws-close-codes.js';
import { define } from './define.js';

define('ws-close-codes', WsCloseCodes);
