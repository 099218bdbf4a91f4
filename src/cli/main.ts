import { realpathSync } from 'node:fs';
import { unreadable } from '../node/files.ts';
import { createReference } from '../node/reference.ts';
import { run } from './run.ts';
import { statusLine } from './status-line.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads the report may stop early, as head does: that is no error.
  if (error.code === 'EPIPE') return;
  process.stderr.write(`groundwork: cannot write the report: ${unreadable(error) ?? error.message}.\n`);
  process.exitCode = 2;
});

const worker = import.meta.url.endsWith('.ts') ? '../node/reference-worker.ts' : './reference.cjs.br';

const { stderr, env } = process;
const watched = stderr.isTTY && !env['CI'] && env['TERM'] !== 'dumb';
const line = watched ? statusLine(stderr.fd, stderr.columns) : undefined;

process.exitCode = await run(process.argv.slice(2), {
  out(text) {
    line?.clear();
    process.stdout.write(text);
  },
  error(text) {
    line?.clear();
    stderr.write(text);
  },
  directory: realpathSync.native(process.cwd()),
  environment: env,
  terminal: process.stdout.isTTY === true,
  columns: process.stdout.columns,
  progress: line?.show,
  reference: createReference(new URL(worker, import.meta.url)),
  serve: async () => {
    await import('../server/main.ts');
  },
});
line?.clear();
