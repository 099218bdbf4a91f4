import type { Finding } from '../linter/finding.ts';
import { arrow, chainOf, stopsOf } from '../linter/way.ts';
import type { Related } from '../rules/rule.ts';
import { directoryOf, isWithin } from '../terraform/files.ts';
import type { Location } from '../terraform/value.ts';

/** Names a place as `prod.tfvars:4`, for someone who looks at a file in `directory`. */
export type Naming = (at: Location, directory: string) => string;

/** The places that lead on from a finding: where its value is used and from where it comes, then what the rule adds. */
export function leads(finding: Finding, name: Naming): readonly Related[] {
  const { through = [], related } = finding;
  const [use] = through;
  const directory = directoryOf(use?.at.file ?? finding.at.file);
  const chain = use ? [{ at: use.at, message: chainOf(through) + arrow + name(finding.at, directory) }] : [];
  const added = related.map(({ at, message, through: way = [] }) => ({
    at,
    message: way.length > 0 ? `${message} (${chainOf(way)}${arrow}${name(at, directory)})` : message,
  }));
  return [...chain, ...stopsOf(finding), ...added];
}

/** `path` as seen from `directory` where it lies below it, else from the workspace's folder that holds it. */
export function relativeName(path: string, directory: string, top: string | undefined): string {
  for (const base of [directory, top]) {
    if (base !== undefined && base !== path && isWithin(path, base))
      return path.slice(base.replace(/\/$/, '').length + 1);
  }
  return path;
}
