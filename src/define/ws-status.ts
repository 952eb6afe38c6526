import { WsStatus } from '../elements/ws-status/ws-status.js';
import { define } from './define.js';

define('ws-status', WsStatus);
