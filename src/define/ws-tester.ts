import { WsTester } from '../elements/ws-tester/ws-tester.js';
import { define } from './define.js';
import './ws-composer.js';
import './ws-connect.js';
import './ws-diagnosis.js';
import './ws-log.js';
import './ws-status.js';

define('ws-tester', WsTester);
