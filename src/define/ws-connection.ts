import { WsConnection } from '../elements/ws-connection/ws-connection.js';
import { define } from './define.js';

define('ws-connection', WsConnection);
