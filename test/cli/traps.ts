import dgram from 'node:dgram';
import dns from 'node:dns';
import fs, { appendFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

// Loaded before a program under test (`node --import`): notes in the file that GROUNDWORK_TRAPS names what the program
// does to the network, which also fails, and which files it reads.

const log = process.env['GROUNDWORK_TRAPS'] ?? '';
const note = (line: string): void => appendFileSync(log, `${line}\n`);

function forbid(owner: object, name: string): void {
  Reflect.set(owner, name, () => {
    note(`network: ${name}`);
    throw new Error(`${name} is not allowed`);
  });
}

for (const name of ['connect', 'createConnection', 'createServer']) forbid(net, name);
for (const [owner, name] of [
  [net.Socket.prototype, 'connect'],
  [net.Server.prototype, 'listen'],
  [dgram, 'createSocket'],
  [dns, 'lookup'],
  [dns, 'resolve'],
  [dns.promises, 'lookup'],
  [dns.promises, 'resolve'],
  [http, 'request'],
  [http, 'get'],
  [https, 'request'],
  [https, 'get'],
  [globalThis, 'fetch'],
  [globalThis, 'WebSocket'],
] as const)
  forbid(owner, name);

for (const name of ['readFileSync', 'readdirSync', 'openSync', 'readFile', 'open', 'createReadStream']) {
  const real: unknown = Reflect.get(fs, name);
  if (typeof real !== 'function') continue;
  Reflect.set(fs, name, (...args: readonly unknown[]) => {
    if (typeof args[0] === 'string') note(`read: ${args[0]}`);
    return Reflect.apply(real, fs, args);
  });
}
syncBuiltinESMExports();
