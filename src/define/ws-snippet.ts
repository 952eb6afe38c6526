import { WsSnippet } from '../elements/ws-snippet/ws-snippet.js';
import { define } from './define.js';

define('ws-snippet', WsSnippet);
