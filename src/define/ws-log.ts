import { WsLog } from '../elements/ws-log/ws-log.js';
import { define } from './define.js';

define('ws-log', WsLog);
