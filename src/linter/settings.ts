import type { RuleOptions, Severity } from '../rules/rule.ts';

/** What `.groundwork.json` says, over the defaults. */
export interface Settings {
  readonly preset: 'recommended' | 'all';
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  /** Globs of files whose findings are left out, relative to the configuration's directory. */
  readonly ignore: readonly string[];
  readonly varFiles: readonly string[];
  readonly options: RuleOptions;
  /** Directory of the configuration file, where there is one. */
  readonly directory: string | undefined;
}
