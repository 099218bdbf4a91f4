import { nearest } from '../rules/nearest.ts';
import { allRules } from './own-rules.ts';

/** How a tool writes the ids of its checks; one that has this form may well be a check that we do not have. */
const shapes = {
  checkov:
    /^(?:CKV2?_(?:AWS|AZURE|GCP|ALI|K8S|DOCKER|GIT|GITHUB|GHA|GITLAB|GLB|OCI|IBM|TC|YC|DIO|LIN|NCP|PAN|OPENSTACK|OPENAPI|SECRET|TF|ARGO|BCW|AZUREPIPELINES|BITBUCKET|BITBUCKETPIPELINES|CIRCLECIPIPELINES)_\d+|BC_\w+)$/i,
  trivy: /^(?:avd-)?(?:aws|azu|gcp|dig|git|nif|oci|opnstk|ksv|kcv|ds|openstack|cloudstack|github)-\d{4}$/i,
} as const;

interface Known {
  readonly tool: string;
  readonly id: string;
}

/** The checks of other tools that rules name, by their letters and digits alone. */
const byLetters = new Map<string, Known[]>();
for (const { equivalents } of allRules) {
  for (const check of equivalents) {
    const [tool = '', id = ''] = check.split('/');
    const entry = { tool, id };
    byLetters.set(letters(id), [...(byLetters.get(letters(id)) ?? []), entry]);
  }
}

/**
 * The check that was meant by an id that the tool cannot have: spelt otherwise (`CKV-GCP-2`), mistyped (`CKV_GPC_2`), or one
 * of another tool. Undefined where none was, and for ids that may be checks that no rule knows.
 */
export function likelyCheck(tool: 'checkov' | 'trivy', id: string): string | undefined {
  if (shapes[tool].test(id)) return undefined;
  const same = byLetters.get(letters(id.replace(/^avd[-_]?/i, ''))) ?? [];
  const respelt = same.find((known) => known.tool === tool)?.id;
  if (respelt !== undefined) return respelt.toLowerCase() === id.toLowerCase() ? undefined : respelt;
  if (same.length > 0) return ofOther(tool, same);
  const [, number] = /^(?:CKV|AVD)2?[\W_]?[A-Z]+[\W_]?(\d+)$/i.exec(id) ?? [];
  const candidates = [...byLetters.values()].flat().flatMap((known) => (known.tool === tool ? known.id : []));
  return number === undefined
    ? undefined
    : nearest(
        id,
        candidates.filter((candidate) => candidate.endsWith(`_${number}`) || candidate.endsWith(`-${number}`)),
      );
}

/** The tool's own check for one of another tool, by a rule that names both. */
function ofOther(tool: string, others: readonly Known[]): string | undefined {
  const wanted = new Set(others.map((other) => `${other.tool}/${other.id}`));
  const rule = allRules.find(({ equivalents }) => equivalents.some((check) => wanted.has(check)));
  return rule?.equivalents.find((check) => check.startsWith(`${tool}/`))?.slice(tool.length + 1);
}

function letters(id: string): string {
  return id.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
