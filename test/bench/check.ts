import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onPath } from '../../src/scripts/code-server.ts';
import { root } from '../../src/scripts/run.ts';
import { withFabric } from '../fabric.ts';
import { median, print, progress, short, timed } from './measure.ts';

// The command line as a cold process on a large repository, in turns with other tools.

const runs = 7;
const report = join(tmpdir(), `groundwork-bench-${process.pid}.json`);
const check = [join(root, 'dist', 'cli.js'), 'check', '--format', 'json', '--output', report];

/** The Node that npm runs on, which may be older than the one that runs us. */
const npmNode = process.env['npm_node_execpath'] ?? process.execPath;

const others: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: 'terraform', args: ['fmt', '-check', '-recursive'] },
  { name: 'tflint', args: ['--recursive'] },
  { name: 'trivy', args: ['config', '--quiet', '--skip-check-update', '.'] },
  { name: 'checkov', args: ['--quiet', '--compact', '--directory', '.'] },
];

function versionOf(node: string): string {
  return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
}

/** Prints a row for each Node. */
function measure(folder: string): true {
  const run = (command: string, args: readonly string[]) =>
    timed(() => spawnSync(command, args, { cwd: folder, stdio: 'ignore' }));
  const installed = others.filter(({ name }) => onPath(name));
  const nodes = [...new Map([process.execPath, npmNode].map((node) => [versionOf(node), node]))];
  const commands = [
    ...nodes.map(([version, command]) => ({ name: version, command, args: check })),
    ...installed.map(({ name, args }) => ({ name, command: name, args })),
  ];
  const times = new Map(commands.map(({ name }) => [name, [] as number[]]));
  for (let i = 0; i <= runs; i++) {
    for (const { name, command, args } of commands) {
      const ms = run(command, args);
      // The first turn only brings the files into memory.
      if (i > 0) times.get(name)?.push(ms);
    }
  }
  const seconds = (name: string) => `${(median(times.get(name) ?? []) / 1000).toFixed(2)} s`;
  for (const [version] of nodes) {
    const ours = times.get(version) ?? [];
    print({
      what: `\`check\` of 798 files (3 MB), cold process, Node ${version.slice(1)}`,
      measured: seconds(version),
      others: others
        .map(({ name, args }) => {
          const title = name === 'terraform' ? `terraform ${args[0]}` : name;
          const theirs = times.get(name);
          if (!theirs) return `${title}: not installed`;
          // Turn by turn, so that a machine that is busy for a while slows both.
          const ratio = median(theirs.map((ms, i) => ms / (ours[i] ?? Number.NaN)));
          return `${title} ${seconds(name)} (${short(ratio)}×)`;
        })
        .join(', '),
      budget: '0.4 of terraform fmt (2.5×)',
      runs,
    });
  }
  rmSync(report, { force: true });
  return true;
}

if (withFabric(measure) === undefined) progress('the corpus is not beside this checkout: check is not measured');
