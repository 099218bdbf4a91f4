import picomatch from 'picomatch';
import { allRules, type RuleInfo } from './own-rules.ts';
import type { Settings } from './settings.ts';

/** The rules that settings turn on, by preset or one by one, with the severity that they give. */
export function enabledRules(settings: Settings): readonly RuleInfo[] {
  return allRules.flatMap((rule) => {
    const level = settings.rules.get(rule.id);
    if (level === 'off') return [];
    if (level !== undefined) return { ...rule, severity: level };
    return rule.recommended || settings.preset === 'all' ? rule : [];
  });
}

/** Whether the settings leave out a file's findings. A glob that names a directory stands for all that is in it. */
export function ignores(settings: Settings): (path: string) => boolean {
  if (settings.ignore.length === 0 || settings.directory === undefined) return () => false;
  const base = settings.directory === '.' ? '' : settings.directory.replace(/\/?$/, '/');
  const globs = settings.ignore.map((glob) => glob.replace(/^\.\//, '').replace(/\/$/, ''));
  const match = picomatch([...globs, ...globs.map((glob) => `${glob}/**`)], { dot: true });
  return (path) => path.startsWith(base) && match(path.slice(base.length));
}
