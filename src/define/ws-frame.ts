import { WsFrame } from '../elements/ws-frame/ws-frame.js';
import { define } from './define.js';

define('ws-frame', WsFrame);
