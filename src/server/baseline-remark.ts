import { parseBaseline } from '../linter/baseline.ts';
import { enabledRules } from '../linter/enabled.ts';
import { baseName, isWithin, joinPath } from '../terraform/files.ts';
import { settingsOf } from './folder.ts';
import type { Workspaces } from './workspaces.ts';

interface Remark {
  readonly message: string;
  readonly severity: 'warning' | 'info';
}

/** What is to be said of the baseline that a configuration names: that it cannot be read, or how much of it is gone. */
export function baselineRemark(path: string, text: string | undefined, workspaces: Workspaces): Remark | undefined {
  const write = `groundwork baseline --output ${baseName(path)}`;
  if (text === undefined) return { message: `There is no such file. "${write}" writes it.`, severity: 'warning' };
  const baseline = parseBaseline(path, text);
  if (!baseline) return { message: `This file is no baseline. "${write}" writes one.`, severity: 'warning' };

  const roots = workspaces.roots().filter((root) => settingsOf(root).baseline === path);
  if (roots.some(({ stale }) => stale)) return undefined;
  const still = new Set(roots.flatMap(({ findings }) => [...findings.values()].flat().map(({ known }) => known)));
  const used = new Set([...new Set(roots.map(settingsOf))].flatMap((some) => enabledRules(some).map(({ id }) => id)));
  const tops = new Set(roots.map(({ folder }) => folder.top));
  const gone = [...baseline.entries].filter(([fingerprint, { rule, file }]) => {
    const at = joinPath(baseline.directory, file);
    return !still.has(fingerprint) && used.has(rule) && [...tops].some((top) => isWithin(at, top));
  });
  if (gone.length === 0) return undefined;
  const message = `${gone.length} of ${baseline.entries.size} findings in the baseline are gone. "${write}" writes it anew.`;
  return { message, severity: 'info' };
}
