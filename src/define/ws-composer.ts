import { WsComposer } from '../elements/ws-composer/ws-composer.js';
import { define } from './define.js';

define('ws-composer', WsComposer);
