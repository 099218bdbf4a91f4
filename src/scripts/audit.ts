import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failed, root } from './run.ts';

/** What `npm audit --json` says of one package. */
interface Advisory {
  readonly severity: string;
  readonly range: string;
}

/** The packages whose code is in the bundles, by the licences that come with them. */
export function shippedPackages(): readonly string[] {
  const notices = readFileSync(join(root, 'dist', 'NOTICE.txt'), 'utf8').split('\n\n----\n\n');
  return notices.flatMap((notice) => /^(\S+) \d+\.\d+\.\d+\S* \(/.exec(notice)?.[1] ?? []);
}

/**
 * Says what is wrong by the answer of `npm audit --json`: in what is shipped a line each, in tools a count. Undefined where
 * that is no answer, as when the registry cannot be asked.
 */
export function auditLines(
  answer: string,
  shipped: readonly string[],
): { readonly shipped: readonly string[]; readonly tools: number } | undefined {
  const found = vulnerabilities(answer);
  if (!found) return undefined;
  const ours = Object.entries(found).filter(([name]) => shipped.includes(name));
  return {
    shipped: ours.map(([name, { severity, range }]) => `${name} ${range}: ${severity}`),
    tools: Object.keys(found).length - ours.length,
  };
}

function vulnerabilities(answer: string): Readonly<Record<string, Advisory>> | undefined {
  try {
    return JSON.parse(answer).vulnerabilities;
  } catch {
    return undefined;
  }
}

/** Looks up known vulnerabilities. Those of what is shipped fail in CI; a registry that does not answer never does. */
export function audit(): void {
  const flags = ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=10000'];
  const npm = process.env['npm_execpath'];
  const options = { cwd: root, encoding: 'utf8', timeout: 30_000 } as const;
  const { stdout } = npm
    ? spawnSync(process.execPath, [npm, ...flags], options)
    : spawnSync('npm', flags, { ...options, shell: process.platform === 'win32' });
  const lines = auditLines(stdout ?? '', shippedPackages());
  if (!lines) {
    console.log('The registry did not answer, so known vulnerabilities were not looked up.');
    return;
  }
  console.log(`${lines.shipped.length} known in what is shipped, ${lines.tools} in tools.`);
  for (const line of lines.shipped) console.log(line);
  if (lines.shipped.length > 0 && process.env['CI'] === 'true') throw new Failed('update what is shipped');
}
