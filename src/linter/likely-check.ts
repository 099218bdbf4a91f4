import { nearest } from '../rules/nearest.ts';
import type { CommentFault, Directive } from './directive.ts';
import { allRules } from './own-rules.ts';

/** How a tool writes the ids of its checks; one that has this form may well be a check that we do not have. */
const shapes = {
  checkov:
    /^(?:CKV2?_(?:AWS|AZURE|GCP|ALI|K8S|DOCKER|GIT|GITHUB|GHA|GITLAB|GLB|OCI|IBM|TC|YC|DIO|LIN|NCP|PAN|OPENSTACK|OPENAPI|SECRET|TF|ARGO|BCW|AZUREPIPELINES|BITBUCKET|BITBUCKETPIPELINES|CIRCLECIPIPELINES)_\d+|BC_\w+)$/i,
  trivy:
    /^(?:avd-)?(?:aws|azu|gcp|dig|git|nif|oci|opnstk|ksv|kcv|ds|openstack|cloudstack|github)-\d{4}$|^[a-z]{3}\d{3}$/i,
  kics: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
  terrascan: /^(?:AC_(?:AWS|AZURE|GCP|K8S|GITHUB|DOCKER)_\d{4}|(?:[a-z\d]+\.){2,5}\d+|AC(?:-[a-z\d]+){3,})$/i,
} as const;

type Tool = keyof typeof shapes;

function hasShapes(tool: Directive['tool']): tool is Tool {
  return tool in shapes;
}

interface Known {
  readonly tool: string;
  readonly id: string;
}

let lettersOfChecks: ReadonlyMap<string, readonly Known[]> | undefined;

/** The checks of other tools that rules name, by their letters and digits alone. */
function byLetters(): ReadonlyMap<string, readonly Known[]> {
  if (lettersOfChecks) return lettersOfChecks;
  const found = new Map<string, Known[]>();
  for (const { equivalents } of allRules) {
    for (const check of equivalents) {
      const [tool = '', id = ''] = check.split('/');
      const others = found.get(letters(id));
      if (others) others.push({ tool, id });
      else found.set(letters(id), [{ tool, id }]);
    }
  }
  lettersOfChecks = found;
  return found;
}

/** The directive; with a remark where its id is one that the tool cannot have, and another was likely meant. */
export function* withLikelyCheck(directive: Directive): Iterable<Directive | CommentFault> {
  yield directive;
  const { tool, id, start, end, named } = directive;
  const right = named && hasShapes(tool) ? likelyCheck(tool, id) : undefined;
  if (right === undefined) return;
  yield { start, end, message: `${tool} has no check "${id}"; did you mean "${right}"?`, right, severity: 'info' };
}

/**
 * The check that was meant by an id that the tool cannot have: spelt otherwise (`CKV-GCP-2`), mistyped (`CKV_GPC_2`), or one
 * of another tool. Undefined where none was, and for ids that may be checks that no rule knows.
 */
function likelyCheck(tool: Tool, id: string): string | undefined {
  const same = byLetters().get(letters(id.replace(/^avd[-_]?/i, ''))) ?? [];
  if (shapes[tool].test(id)) return tool === 'kics' && same.length === 0 ? mistypedUuid(id) : undefined;
  const respelt = same.find((known) => known.tool === tool)?.id;
  if (respelt !== undefined) return respelt.toLowerCase() === id.toLowerCase() ? undefined : respelt;
  if (same.length > 0) return ofOther(tool, same);
  const [, number] = /^(?:CKV|AVD|AC)2?[\W_]?[A-Z]+[\W_]?(\d+)$/i.exec(id) ?? [];
  if (number === undefined) return undefined;
  const end = new RegExp(`[_-]${tool === 'terrascan' ? '0*' : ''}${number}$`);
  return nearest(
    id,
    checksOf(tool).filter((candidate) => end.test(candidate)),
  );
}

/** A UUID that differs in one of its five groups: no two are that much alike by chance. */
function mistypedUuid(id: string): string | undefined {
  const groups = id.toLowerCase().split('-');
  return checksOf('kics').find(
    (candidate) => candidate.split('-').filter((group, i) => group !== groups[i]).length === 1,
  );
}

function checksOf(tool: Tool): readonly string[] {
  return [...byLetters().values()].flat().flatMap((known) => (known.tool === tool ? known.id : []));
}

/** The tool's own check for one of another tool, by the rule that names both and the fewest others. */
function ofOther(tool: Tool, others: readonly Known[]): string | undefined {
  const wanted = new Set(others.map((other) => `${other.tool}/${other.id}`));
  const isOwn = (check: string) => check.startsWith(`${tool}/`);
  const [narrowest] = allRules
    .filter(({ equivalents }) => equivalents.some(isOwn) && equivalents.some((check) => wanted.has(check)))
    .sort((a, b) => a.equivalents.length - b.equivalents.length);
  return narrowest?.equivalents.find(isOwn)?.slice(tool.length + 1);
}

function letters(id: string): string {
  return id.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
