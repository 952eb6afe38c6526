import { WsDiagnosis } from '../elements/ws-diagnosis/ws-diagnosis.js';
import { define } from './define.js';

define('ws-diagnosis', WsDiagnosis);
