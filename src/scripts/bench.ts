import { spawnSync } from 'node:child_process';
import { cpus, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { root, steps } from './run.ts';
import { build, pack } from './tasks.ts';

// `npm run bench`: a table of what the files of test/bench measure, in Markdown, ready for the README. Nothing is asserted.
// With names, `npm run bench -- parse check`, only these.

const all = ['parse', 'check', 'typing', 'growth', 'size'];
const wanted = process.argv.slice(2);
const chosen = wanted.length > 0 ? all.filter((name) => wanted.includes(name)) : all;

await steps([build, pack]);

const rows = chosen.flatMap((name) => {
  console.log(`\n== ${name}`);
  const { stdout, status } = spawnSync(process.execPath, [join(root, 'test', 'bench', `${name}.ts`)], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 26,
  });
  if (status !== 0) console.log(`${name} ended with status ${status}; its rows are missing below`);
  return stdout.split('\n').filter((line) => line.startsWith('|'));
});

console.log(`
| What | Measured | Others (how many times as long) | Budget | Runs |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

${machine()}, ${versions()}, ${new Date().toISOString().slice(0, 10)}. Medians, taken in turns with the others.`);

function machine(): string {
  const [first] = cpus();
  const model = first?.model.replace(/\s+/g, ' ').trim() ?? 'unknown processor';
  return `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()}`;
}

function versions(): string {
  const [line = ''] = spawnSync('terraform', ['version'], { encoding: 'utf8' }).stdout?.split('\n') ?? [];
  const terraform = /v([\d.]+)/.exec(line)?.[1];
  return [`Node ${process.versions.node}`, ...(terraform ? [`Terraform ${terraform}`] : [])].join(', ');
}
