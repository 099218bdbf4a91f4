import { noneOf, oneOf, preferring } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** Where triggers say whether pull requests of strangers are built. */
const pullRequests = ['github', 'repository_event_config', 'bitbucket_server_trigger_config'].map(
  (block) => `${block}.pull_request.comment_control`,
);

export const delivery: readonly Rule[] = [
  {
    id: 'gcp/binary-authorization-allows-all',
    title: 'The policy of Binary Authorization admits every image',
    severity: 'info',
    pillar: 'containers',
    recommended: true,
    why: `With \`ALWAYS_ALLOW\` as its default rule the policy refuses nothing, so that clusters which enforce it are no safer than others. Refuse by default, or ask for an attestation; \`DRYRUN_AUDIT_LOG_ONLY\` shows first what would be refused.

Leave it until the pipeline signs images.`,
    refs: [docs('binary-authorization/docs/key-concepts#default_rule'), registry('binary_authorization_policy')],
    equivalents: [],
    check: {
      on: ['google_binary_authorization_policy'],
      attribute: 'default_admission_rule.evaluation_mode',
      must: oneOf('REQUIRE_ATTESTATION', 'ALWAYS_DENY'),
      missing: 'passes',
    },
    bad: `resource "google_binary_authorization_policy" "example" {
  default_admission_rule {
    evaluation_mode  = "ALWAYS_ALLOW"
                       ~~~~~~~~~~~~~~
    enforcement_mode = "ENFORCED_BLOCK_AND_AUDIT_LOG"
  }
}
`,
    good: `resource "google_binary_authorization_policy" "example" {
  default_admission_rule {
    evaluation_mode  = "ALWAYS_DENY"
    enforcement_mode = "ENFORCED_BLOCK_AND_AUDIT_LOG"
  }
}
`,
  },
  {
    id: 'gcp/build-strangers-pull-requests',
    title: 'Pull requests of strangers are built without anybody asking',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `A pull request brings its own build file: whoever opens one runs code as the service account of the trigger, with its secrets. With comments asked for, somebody of the repository has to write \`/gcbrun\` first; for contributors of its own no comment is needed in the weaker mode.

Leave it for a private repository, in which only the team opens pull requests.`,
    refs: [docs('build/docs/automating-builds/create-manage-triggers'), registry('cloudbuild_trigger')],
    equivalents: [],
    check: pullRequests.map(
      (attribute): Expectation => ({
        on: ['google_cloudbuild_trigger'],
        attribute,
        must: preferring('COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY', {
          ...noneOf('COMMENTS_DISABLED'),
          text: '"COMMENTS_ENABLED" or "COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY"',
        }),
        missing: 'passes',
        so: 'so that somebody looks first',
        effect: 'pull requests from outside wait for a comment',
      }),
    ),
    bad: `resource "google_cloudbuild_trigger" "example" {
  name     = "example"
  filename = "cloudbuild.yaml"

  github {
    owner = "example"
    name  = "orders"

    pull_request {
      branch          = "^main$"
      comment_control = "COMMENTS_DISABLED"
                        ~~~~~~~~~~~~~~~~~~~
    }
  }
}
`,
    good: `resource "google_cloudbuild_trigger" "example" {
  name     = "example"
  filename = "cloudbuild.yaml"

  github {
    owner = "example"
    name  = "orders"

    pull_request {
      branch          = "^main$"
      comment_control = "COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY"
    }
  }
}
`,
  },
];
