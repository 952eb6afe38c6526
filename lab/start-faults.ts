import { startFaultPorts } from './fault-ports.js';
import { startLab } from './server.js';

/** `npm run faults`: the lab, and every fault that needs a port of its own. Ends with Ctrl+C. */
const lab = await startLab();
const faults = await startFaultPorts(lab.port);
console.log(`Faults with a path: ${lab.httpUrl}/`);
lab.announce(faults.ports);
for (const { name, url, summary } of faults.ports)
  console.log(`${name.padEnd(16)} ${url.padEnd(44)} ${summary}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void faults.close();
    void lab.close();
  });
}
