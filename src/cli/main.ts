import { realpathSync } from 'node:fs';
import { unreadable } from '../node/files.ts';
import { createReference } from '../node/reference.ts';
import { run } from './run.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads the report may stop early, as head does: that is no error.
  if (error.code === 'EPIPE') return;
  process.stderr.write(`groundwork: cannot write the report: ${unreadable(error) ?? error.message}.\n`);
  process.exitCode = 2;
});

const worker = import.meta.url.endsWith('.ts') ? '../node/reference-worker.ts' : './reference.cjs.br';

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  directory: realpathSync.native(process.cwd()),
  environment: process.env,
  terminal: process.stdout.isTTY === true,
  columns: process.stdout.columns,
  reference: createReference(new URL(worker, import.meta.url)),
  serve: async () => {
    await import('../server/main.ts');
  },
});
