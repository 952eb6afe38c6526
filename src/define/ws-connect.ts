import { WsConnect } from '../elements/ws-connect/ws-connect.js';
import { define } from './define.js';

define('ws-connect', WsConnect);
