import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs, { appendFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

// Loaded before a program under test (`node --import`): notes in the file that GROUNDWORK_TRAPS names what the program
// does to the network and which programs it starts, both of which also fail, and which files it reads. Where
// GROUNDWORK_TRAPS_ONLY names a directory, only what files below it do to the network is noted and fails.

const log = process.env['GROUNDWORK_TRAPS'] ?? '';
const only = process.env['GROUNDWORK_TRAPS_ONLY'] ?? '';
const append = appendFileSync;
const note = (line: string): void => append(log, `${line}\n`);

function isMeant(): boolean {
  if (only === '') return true;
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 100;
  const { stack = '' } = new Error('who calls');
  Error.stackTraceLimit = stackTraceLimit;
  return stack.includes(only);
}

function forbid(owner: object, name: string, what = 'network'): void {
  const real: unknown = Reflect.get(owner, name);
  Reflect.set(owner, name, function (this: unknown, ...args: readonly unknown[]) {
    if (!isMeant() && typeof real === 'function') return Reflect.apply(real, this, args);
    note(`${what}: ${name}`);
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

// The extension host starts the server, which is one of these.
for (const name of only === '' ? ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'] : [])
  forbid(childProcess, name, 'program');

for (const name of only === ''
  ? ['readFileSync', 'readdirSync', 'openSync', 'readFile', 'open', 'createReadStream']
  : []) {
  const real: unknown = Reflect.get(fs, name);
  if (typeof real !== 'function') continue;
  Reflect.set(fs, name, (...args: readonly unknown[]) => {
    if (typeof args[0] === 'string') note(`read: ${args[0]}`);
    return Reflect.apply(real, fs, args);
  });
}
syncBuiltinESMExports();
