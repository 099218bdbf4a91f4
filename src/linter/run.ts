import { createContext } from '../rules/context.ts';
import { checkExpectation, checkRequirement } from '../rules/expectation.ts';
import type { Check, Context, FileCheck, Report, ResourceCheck, Rule, RuleOptions, TreeCheck } from '../rules/rule.ts';
import type { Notice } from '../terraform/budget.ts';
import type { SourceFile } from '../terraform/files.ts';
import type { ModuleTree, Resource } from '../terraform/model.ts';
import type { Location } from '../terraform/value.ts';
import { filesOf } from './files.ts';
import type { Finding } from './finding.ts';

type Looking<C> = readonly { readonly rule: Rule; readonly check: C }[];

/** Rules by what they look at, so that a resource is shown only to those of its type. */
interface Plan {
  readonly byType: ReadonlyMap<string, Looking<ResourceCheck>>;
  readonly trees: Looking<TreeCheck>;
  readonly files: Looking<FileCheck>;
}

const plans = new WeakMap<readonly Rule[], Plan>();

/**
 * All that the rules find in a module tree: in no order, each fault once, none of them suppressed. A rule that throws
 * becomes one finding of `groundwork/internal-error`, and the others still run.
 */
export function runRules(tree: ModuleTree, rules: readonly Rule[], options: RuleOptions): Finding[] {
  const plan = plans.get(rules) ?? planFor(rules);
  plans.set(rules, plan);
  const context = createContext(tree, options);
  const findings = new Map<string, Finding>();
  const failed = new Set<string>();

  const run = (rule: Rule, where: Location, reports: () => Iterable<Report>, resource?: Resource) => {
    try {
      for (const report of reports()) add(findings, findingOf(rule, report, report.resource ?? resource));
    } catch (error) {
      if (failed.has(rule.id)) return;
      failed.add(rule.id);
      add(findings, failure(rule, error, where));
    }
  };

  for (const module of tree.modules) {
    for (const resource of [...module.resources(), ...module.dataSources()]) {
      for (const { rule, check } of plan.byType.get(typeKey(resource)) ?? []) {
        run(rule, resource.location, () => check.resource(resource, context), resource);
      }
    }
  }
  for (const { rule, check } of plan.trees) {
    if (check.on.length > 0 && !check.on.some((type) => ofType(tree, type).length > 0)) continue;
    run(rule, placeOf(tree), () => check.tree(tree, context));
  }
  for (const file of filesOf(tree).values()) {
    const start = { file: file.path, start: 0, end: 0 };
    for (const { rule, reports } of inFile(file, plan, options)) run(rule, start, reports);
  }
  for (const notice of tree.notices()) if (notice.kind === 'limit') add(findings, limitFinding(notice));
  return [...findings.values()];
}

/** What a rule on files says of a file; `reports` throws what the rule threw. */
interface InFile {
  readonly rule: Rule;
  readonly reports: () => readonly Report[];
}

const filesChecked = new WeakMap<SourceFile, { plan: Plan; options: RuleOptions; found: readonly InFile[] }>();

/** Worked out once for a file, which several modules may share, and of which few change between two runs. */
function inFile(file: SourceFile, plan: Plan, options: RuleOptions): readonly InFile[] {
  const known = filesChecked.get(file);
  if (known?.plan === plan && known.options === options) return known.found;
  const found = plan.files.flatMap(({ rule, check }): readonly InFile[] => {
    try {
      const reports = [...check.file(file, { options })];
      return reports.length === 0 ? [] : [{ rule, reports: () => reports }];
    } catch (error) {
      const reports = () => {
        throw error;
      };
      return [{ rule, reports }];
    }
  });
  filesChecked.set(file, { plan, options, found });
  return found;
}

function limitFinding({ at, cause }: Notice): Finding {
  const message = `This is more than is worked out (${cause}), so it counts as unknown and no rule looks at it.`;
  return { rule: 'groundwork/limit', severity: 'info', message, at, related: [], fixes: [] };
}

function planFor(rules: readonly Rule[]): Plan {
  const byType = new Map<string, { rule: Rule; check: ResourceCheck }[]>();
  const trees: { rule: Rule; check: TreeCheck }[] = [];
  const files: { rule: Rule; check: FileCheck }[] = [];
  for (const rule of rules) {
    for (const check of checksOf(rule)) {
      if ('file' in check) files.push({ rule, check });
      else if ('tree' in check) trees.push({ rule, check });
      else {
        const looking = { rule, check: asResourceCheck(check) };
        for (const type of check.on) {
          const known = byType.get(type);
          if (known) known.push(looking);
          else byType.set(type, [looking]);
        }
      }
    }
  }
  return { byType, trees, files };
}

function checksOf({ check }: Rule): readonly Check[] {
  return isList(check) ? check : [check];
}

function isList(check: Rule['check']): check is readonly Check[] {
  return Array.isArray(check);
}

function asResourceCheck(check: Exclude<Check, TreeCheck | FileCheck>): ResourceCheck {
  if ('resource' in check) return check;
  const { on } = check;
  const resource =
    'needs' in check
      ? (resource: Resource, context: Context) => checkRequirement(check, resource, context)
      : (resource: Resource, context: Context) => checkExpectation(check, resource, context);
  return { on, resource };
}

function typeKey({ mode, type }: Resource): string {
  return mode === 'data' ? `data.${type}` : type;
}

function ofType(tree: ModuleTree, type: string): readonly Resource[] {
  return type.startsWith('data.') ? tree.dataSources(type.slice('data.'.length)) : tree.resources(type);
}

/** The beginning of the root module, for what is wrong with none of its parts. */
function placeOf({ root }: ModuleTree): Location {
  return { file: root.files[0]?.path ?? root.directory, start: 0, end: 0 };
}

function findingOf(rule: Rule, report: Report, resource: Resource | undefined): Finding {
  const { at, message, severity = rule.severity, related = [], fixes = [] } = report;
  return {
    rule: rule.id,
    severity,
    message,
    at: 'origin' in at ? at.origin.at : 'location' in at ? at.location : at,
    ...('origin' in at && at.origin.through.length > 0 && { through: at.origin.through }),
    ...('origin' in at && at.sensitive && { sensitive: true }),
    related,
    fixes,
    ...(resource ? { address: resource.address } : {}),
  };
}

function failure(rule: Rule, error: unknown, at: Location): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    rule: 'groundwork/internal-error',
    severity: 'warning',
    message: `The rule ${rule.id} failed here: ${reason}. The other rules ran. Please report this with the text.`,
    at,
    related: [],
    fixes: [],
  };
}

/** The same fault of the same resource at the same place counts once; a value that several instances share is reported for each. */
function add(findings: Map<string, Finding>, finding: Finding): void {
  const { file, start, end } = finding.at;
  const key = JSON.stringify([finding.rule, file, start, end, finding.address, finding.message]);
  if (!findings.has(key)) findings.set(key, finding);
}
