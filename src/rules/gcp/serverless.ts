import { be, has, matchesNot, noneOf, oneOf } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** Where services and functions say as which account they run. */
const accounts: readonly { readonly on: string; readonly attribute: string }[] = [
  { on: 'google_cloud_run_service', attribute: 'template.spec.service_account_name' },
  { on: 'google_cloud_run_v2_job', attribute: 'template.template.service_account' },
  { on: 'google_cloud_run_v2_service', attribute: 'template.service_account' },
  { on: 'google_cloudfunctions_function', attribute: 'service_account_email' },
  { on: 'google_cloudfunctions2_function', attribute: 'service_config.service_account_email' },
];

const byHttp = { attribute: 'trigger_http', is: be(true) };

export const serverless: readonly Rule[] = [
  {
    id: 'gcp/function-plain-http',
    title: 'A function answers plain HTTP',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `What callers send over plain HTTP, tokens too, can be read and changed on the way. With SECURE_ALWAYS they are redirected to HTTPS.

Leave it for callers that neither speak HTTPS nor follow a redirect.`,
    refs: [docs('functions/1stgendocs/writing/write-http-functions'), registry('cloudfunctions_function')],
    equivalents: ['checkov/CKV2_GCP_10'],
    check: {
      on: ['google_cloudfunctions_function'],
      attribute: 'https_trigger_security_level',
      must: be('SECURE_ALWAYS'),
      default: 'SECURE_OPTIONAL',
      when: [byHttp],
      so: 'for callers to be led to HTTPS',
      effect: 'callers that speak only plain HTTP are redirected',
    },
    bad: `resource "google_cloudfunctions_function" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  runtime      = "nodejs22"
  trigger_http = true
}
`,
    good: `resource "google_cloudfunctions_function" "example" {
  name                         = "example"
  runtime                      = "nodejs22"
  trigger_http                 = true
  https_trigger_security_level = "SECURE_ALWAYS"
}
`,
  },
  {
    id: 'gcp/serverless-default-service-account',
    title: 'A service, a job or a function runs as a default service account',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `When nothing is said the code runs as the default account of Compute Engine or App Engine, which is shared with everything else for which nobody chose one, and often may change the whole project.

Leave it where an organisation policy keeps the default accounts from getting Editor, and they have no other role.`,
    refs: [docs('run/docs/securing/service-identity'), registry('cloud_run_v2_service')],
    equivalents: [],
    check: accounts.map(
      ({ on, attribute }): Expectation => ({
        on: [on],
        attribute,
        must: {
          ...matchesNot(/^$|-compute@developer\.gserviceaccount\.com$|@appspot\.gserviceaccount\.com$/, ''),
          text: 'an account made for it',
        },
        so: 'with the roles that it needs',
      }),
    ),
    bad: `resource "google_cloud_run_v2_service" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "europe-west1"
}
`,
    good: `resource "google_cloud_run_v2_service" "example" {
  name     = "example"
  location = "europe-west1"

  template {
    service_account = google_service_account.example.email
  }
}
`,
  },
  {
    id: 'gcp/cloud-run-without-invoker-check',
    title: 'A service does not ask who calls it',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `With \`invoker_iam_disabled\` everyone may call the service, and no grant shows it: searches for \`allUsers\` find nothing.

Leave it for a website that is meant for everyone, behind a load balancer, in an organisation that forbids \`allUsers\`.`,
    refs: [docs('run/docs/securing/managing-access#invoker_check'), registry('cloud_run_v2_service')],
    equivalents: [],
    check: {
      on: ['google_cloud_run_v2_service'],
      attribute: 'invoker_iam_disabled',
      must: be(false),
      default: false,
      when: [{ attribute: 'ingress', is: oneOf('INGRESS_TRAFFIC_ALL'), default: 'INGRESS_TRAFFIC_ALL' }],
      so: 'for IAM to say who may call it',
      effect: 'callers without roles/run.invoker are refused',
    },
    bad: `resource "google_cloud_run_v2_service" "example" {
  name                 = "example"
  location             = "europe-west1"
  invoker_iam_disabled = true
                         ~~~~
}
`,
    good: `resource "google_cloud_run_v2_service" "example" {
  name                 = "example"
  location             = "europe-west1"
  invoker_iam_disabled = false
}
`,
  },
  {
    id: 'gcp/container-scanning-off',
    title: 'Images are not scanned for known flaws',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Flaws in the packages of an image are found every day, long after it was built. Artifact Analysis looks at each image that is pushed, and again whenever a flaw becomes known; each image is billed once.

Leave it where the pipeline and another product scan the same images.`,
    refs: [docs('artifact-analysis/docs/container-scanning-overview'), registry('artifact_registry_repository')],
    equivalents: ['checkov/CKV2_GCP_11'],
    check: [
      {
        on: ['google_artifact_registry_repository'],
        attribute: 'vulnerability_scanning_config.enablement_config',
        must: { ...noneOf('DISABLED'), text: '"INHERITED"', right: '"INHERITED"' },
        missing: 'passes',
        so: 'for images to be scanned as the project says',
        effect: 'each image that is pushed is billed',
      },
      {
        on: ['google_project_services'],
        attribute: 'services',
        must: has('containerscanning.googleapis.com'),
      },
    ],
    bad: `resource "google_artifact_registry_repository" "example" {
  repository_id = "example"
  format        = "DOCKER"

  vulnerability_scanning_config {
    enablement_config = "DISABLED"
                        ~~~~~~~~~~
  }
}
`,
    good: `resource "google_artifact_registry_repository" "example" {
  repository_id = "example"
  format        = "DOCKER"

  vulnerability_scanning_config {
    enablement_config = "INHERITED"
  }
}
`,
  },
];
