import { be, preferring } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { docs, registry } from './refs.ts';

const workbench = registry('workbench_instance');

/** Where notebooks say how their start is checked, by type. */
const shielded = (argument: string) => [
  { on: ['google_notebooks_instance'], attribute: `shielded_instance_config.${argument}` },
  { on: ['google_workbench_instance'], attribute: `gce_setup.shielded_instance_config.${argument}` },
  {
    on: ['google_notebooks_runtime'],
    attribute: `virtual_machine.virtual_machine_config.shielded_instance_config.${argument}`,
  },
];

export const notebooks: readonly Rule[] = [
  {
    id: 'gcp/notebook-deprecated',
    title: 'A notebook is of a kind that Google has switched off',
    severity: 'warning',
    pillar: 'ml',
    recommended: true,
    why: `User-managed and managed notebooks ended in 2025: they get no updates, and new ones cannot be made. Workbench instances (\`google_workbench_instance\`) take their place, and there is a tool that moves notebooks.

Leave it until what is left has been moved.`,
    refs: [docs('vertex-ai/docs/deprecations'), workbench],
    equivalents: [],
    check: unwanted(
      ['google_notebooks_instance', 'google_notebooks_runtime'],
      'This kind of notebook has ended and gets no updates. Move it to a google_workbench_instance.',
    ),
    bad: `resource "google_notebooks_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  location     = "europe-west1-b"
  machine_type = "e2-standard-4"
}
`,
    good: `resource "google_workbench_instance" "example" {
  name     = "example"
  location = "europe-west1-b"
}
`,
  },
  {
    id: 'gcp/notebook-root-access',
    title: 'Users of a notebook are root on its machine',
    severity: 'info',
    pillar: 'ml',
    recommended: false,
    why: `Root installs what it likes, switches logs and updates off, and reads what others left on the disk.

Leave it for a notebook of one person who installs packages of the system.`,
    refs: [docs('vertex-ai/docs/workbench/instances/manage-metadata'), workbench],
    equivalents: [],
    check: [
      { on: ['google_notebooks_instance'], attribute: 'metadata.notebook-disable-root' },
      { on: ['google_workbench_instance'], attribute: 'gce_setup.metadata.notebook-disable-root' },
    ].map((row) => ({
      ...row,
      inMap: true,
      must: preferring('true', be(true)),
      default: 'false',
      so: 'to keep users from what belongs to the system',
      effect: 'users can no longer install packages of the system',
    })),
    bad: `resource "google_workbench_instance" "example" {
  name     = "example"
  location = "europe-west1-b"

  gce_setup {
    metadata = { terraform = "true" }
               ~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "google_workbench_instance" "example" {
  name     = "example"
  location = "europe-west1-b"

  gce_setup {
    metadata = { terraform = "true", notebook-disable-root = "true" }
  }
}
`,
  },
  {
    id: 'gcp/notebook-without-integrity-monitoring',
    title: 'The start of a notebook is not checked',
    severity: 'warning',
    pillar: 'ml',
    recommended: true,
    why: `Integrity monitoring compares what the machine loads at start with what it loaded before, and logs a change. It is on by default and costs nothing; here it is switched off.

Leave it for an image with a kernel of its own that changes at each start.`,
    refs: [docs('compute/shielded-vm/docs/integrity-monitoring'), registry('notebooks_instance')],
    equivalents: ['checkov/CKV_GCP_127'],
    check: shielded('enable_integrity_monitoring').map((row) => ({
      ...row,
      must: be(true),
      default: true,
      so: 'for a changed start to be seen',
      effect: 'Terraform may replace the notebook',
    })),
    bad: `resource "google_notebooks_instance" "example" {
  name         = "example"
  location     = "europe-west1-b"
  machine_type = "e2-standard-4"

  shielded_instance_config {
    enable_integrity_monitoring = false
                                  ~~~~~
  }
}
`,
    good: `resource "google_notebooks_instance" "example" {
  name         = "example"
  location     = "europe-west1-b"
  machine_type = "e2-standard-4"

  shielded_instance_config {
    enable_integrity_monitoring = true
  }
}
`,
  },
  {
    id: 'gcp/notebook-without-secure-boot',
    title: 'A notebook starts without Secure Boot',
    severity: 'info',
    pillar: 'ml',
    recommended: false,
    why: `With Secure Boot the machine loads only what is signed, so that nothing that got onto the disk hides below the operating system. It is off by default.

Leave it for notebooks with drivers for GPUs that nobody signed.`,
    refs: [docs('compute/shielded-vm/docs/shielded-vm#secure-boot'), registry('notebooks_instance')],
    equivalents: ['checkov/CKV_GCP_126'],
    check: shielded('enable_secure_boot').map((row) => ({
      ...row,
      must: be(true),
      default: false,
      so: 'for the machine to load only what is signed',
      effect: 'Terraform may replace the notebook, and drivers that nobody signed fail',
    })),
    bad: `resource "google_notebooks_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  location     = "europe-west1-b"
  machine_type = "e2-standard-4"
}
`,
    good: `resource "google_notebooks_instance" "example" {
  name         = "example"
  location     = "europe-west1-b"
  machine_type = "e2-standard-4"

  shielded_instance_config {
    enable_secure_boot = true
  }
}
`,
  },
  {
    id: 'gcp/vertex-endpoint-without-log',
    title: 'Nobody keeps what a model was asked and what it answered',
    severity: 'info',
    pillar: 'ml',
    recommended: false,
    why: `Without a log of requests drift and skew cannot be measured, and nobody can explain an answer afterwards. The log goes to BigQuery; a lower sampling rate costs less.

Leave it where requests hold what may not be kept.`,
    refs: [docs('vertex-ai/docs/predictions/online-prediction-logging'), registry('vertex_ai_endpoint')],
    equivalents: [],
    check: {
      on: ['google_vertex_ai_endpoint'],
      attribute: 'predict_request_response_logging_config.enabled',
      must: be(true),
      default: false,
      so: 'with a bigquery_destination beside it',
      effect: 'tables are billed by size',
    },
    bad: `resource "google_vertex_ai_endpoint" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  display_name = "example"
  location     = "europe-west1"
}
`,
    good: `resource "google_vertex_ai_endpoint" "example" {
  name         = "example"
  display_name = "example"
  location     = "europe-west1"

  predict_request_response_logging_config {
    enabled = true
  }
}
`,
  },
];
