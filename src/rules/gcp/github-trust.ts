import type { Resource } from '../../terraform/model.ts';
import { githubIssuer, ownedSubject } from '../facts/github.ts';
import type { Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** What a condition compares a subject with. */
const subjects = /\b(?:assertion\.sub|google\.subject)\s*(?:==|\.startsWith\()\s*["']([^"']*)["']/g;

/** Claims of a token that say whose repository it is, so that a condition on them keeps strangers out. */
const ownerClaims =
  /\b(?:assertion|attribute)\.(?:repository(?:_owner)?(?:_id)?|job_workflow_ref|enterprise(?:_id)?)\b/;

function* strangersWorkflows(provider: Resource): Iterable<Report> {
  const condition = provider.get('attribute_condition');
  const ofGithub = provider.blocks('oidc').some((oidc) => {
    const issuer = oidc.get('issuer_uri');
    return issuer?.kind === 'string' && issuer.value.includes(githubIssuer);
  });
  if (!ofGithub || condition?.kind !== 'string' || condition.value === '') return;
  if (ownerClaims.test(condition.value)) return;
  const compared = [...condition.value.matchAll(subjects)].map(([, subject = '']) => subject);
  if (compared.length === 0 && /\b(?:assertion\.sub|google\.subject)\b/.test(condition.value)) return;
  const wrong = compared.find((subject) => !ownedSubject.test(subject));
  if (compared.length > 0 && wrong === undefined) return;
  const found = wrong === undefined ? 'The condition names' : `"${wrong}" names`;
  yield {
    at: condition,
    message: `${found} no owner on GitHub. Compare assertion.repository_owner, or assertion.repository, with yours.`,
  };
}

export const githubTrust: Rule = {
  id: 'gcp/github-trust',
  title: "Strangers' workflows on GitHub get into a workload identity pool",
  severity: 'error',
  pillar: 'identity',
  recommended: true,
  why: `GitHub signs tokens for every repository there is. What tells yours from a stranger's are the claims about its owner: \`repository_owner\`, \`repository\`, or the subject \`repo:OWNER/REPOSITORY:...\`. A condition on anything else, or one with a wildcard before the first slash, lets in workflows of anyone. CEL's \`==\` knows no wildcards at all: use \`startsWith\` for the rest of a subject.

There is no case where leaving it is right.`,
  refs: [
    docs('iam/docs/workload-identity-federation-with-deployment-pipelines#conditions'),
    registry('iam_workload_identity_pool_provider'),
  ],
  equivalents: ['checkov/CKV_AWS_358'],
  check: { on: ['google_iam_workload_identity_pool_provider'], resource: strangersWorkflows },
  bad: `resource "google_iam_workload_identity_pool_provider" "example" {
  workload_identity_pool_id          = "pipelines"
  workload_identity_pool_provider_id = "github"
  attribute_condition                = "assertion.workflow == 'deploy'"
                                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

  attribute_mapping = {
    "google.subject" = "assertion.sub"
  }

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}
`,
  good: `resource "google_iam_workload_identity_pool_provider" "example" {
  workload_identity_pool_id          = "pipelines"
  workload_identity_pool_provider_id = "github"
  attribute_condition                = "assertion.repository_owner == 'example'"

  attribute_mapping = {
    "google.subject" = "assertion.sub"
  }

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}
`,
};
