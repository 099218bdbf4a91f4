import { be, isSet, matches, matchesNot, preferring } from '../predicates.ts';
import type { Condition, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const templates = ['google_compute_instance_template', 'google_compute_region_instance_template'];
const described = ['google_compute_instance', ...templates];
const fromTemplate = 'google_compute_instance_from_template';
const on = [...described, fromTemplate];
const resource = registry('compute_instance');

/** How instances read a switch in their metadata. */
const switchedOn = /^(?:true|1|y|yes)$/i;
const switchOn = preferring('TRUE', matches(switchedOn, '"TRUE"'));
const switchOff = preferring('FALSE', matchesNot(switchedOn, '"FALSE"'));

/** Instances whose keys come from metadata: with OS Login those are ignored. */
const withoutOsLogin: Condition = {
  attribute: 'metadata.enable-oslogin',
  is: matchesNot(switchedOn, 'off'),
  missing: 'holds',
};

/** That an instance takes no keys of its project. One from a template has the template's metadata unless it says its own. */
const refusingKeys = {
  attribute: 'metadata.block-project-ssh-keys',
  inMap: true,
  must: switchOn,
  default: 'FALSE',
  so: "to keep the project's keys out",
  effect: 'people who use these keys are locked out',
};

export const instanceMetadata: readonly Rule[] = [
  {
    id: 'gcp/instance-os-login-off',
    title: 'An instance opts out of OS Login',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `OS Login ties SSH to accounts of the directory: access ends when the account does, two factors can be asked for, and sign-ins are logged. An instance that switches it off goes back to keys in metadata, which everybody who may edit it adds to.

Leave it for an image or an appliance that does not support OS Login.`,
    refs: [docs('compute/docs/oslogin/set-up-oslogin'), resource],
    equivalents: ['checkov/CKV_GCP_34', 'trivy/GCP-0036', 'cis-gcp/4.4'],
    check: {
      on,
      attribute: 'metadata.enable-oslogin',
      must: switchOn,
      missing: 'passes',
      so: 'for SSH to ask the directory',
      effect: 'keys in metadata stop working',
    },
    bad: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  metadata = {
    enable-oslogin = "FALSE"
                     ~~~~~~~
  }
}
`,
    good: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  metadata = {
    enable-oslogin = "TRUE"
  }
}
`,
  },
  {
    id: 'gcp/instance-project-ssh-keys',
    title: 'An instance accepts the SSH keys of the whole project',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Whoever has a key in the project's metadata gets into each instance that does not refuse them. With OS Login keys in metadata do not count, and the rule is silent.

Leave it where the project has no such keys, as an organisation policy (\`compute.requireOsLogin\`) makes sure.`,
    refs: [docs('compute/docs/connect/restrict-ssh-keys#block-keys'), resource],
    equivalents: ['checkov/CKV_GCP_32', 'trivy/GCP-0030', 'cis-gcp/4.3'],
    check: [
      { on: described, ...refusingKeys, when: [withoutOsLogin] },
      {
        on: [fromTemplate],
        ...refusingKeys,
        when: [withoutOsLogin, { attribute: 'metadata', is: isSet() }],
      },
    ],
    bad: `resource "google_compute_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"
}
`,
    good: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"
  metadata     = { block-project-ssh-keys = "TRUE" }
}
`,
  },
  {
    id: 'gcp/instance-serial-port',
    title: 'The serial port of an instance takes logins from anywhere',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `The interactive serial port has no firewall: whoever has a key and knows the name of the instance connects from any address.

Leave it while somebody repairs an instance that cannot be reached otherwise.`,
    refs: [docs('compute/docs/troubleshooting/troubleshooting-using-serial-console'), resource],
    equivalents: ['checkov/CKV_GCP_35', 'trivy/GCP-0032', 'cis-gcp/4.5'],
    check: {
      on: [...on, 'google_compute_project_metadata'],
      attribute: 'metadata.serial-port-enable',
      must: switchOff,
      missing: 'passes',
      so: 'since no firewall guards the port',
      effect: 'logins by the serial port end',
    },
    bad: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  metadata = {
    serial-port-enable = true
                         ~~~~
  }
}
`,
    good: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  metadata = {
    serial-port-enable = "FALSE"
  }
}
`,
  },
  {
    id: 'gcp/project-without-os-login',
    title: "A project's metadata does not switch OS Login on",
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `OS Login ties SSH to accounts of the directory: access ends when the account does, two factors can be asked for, and sign-ins are logged. In the project's metadata it holds for every instance; the organisation policy \`compute.requireOsLogin\` sets it for new projects.

Leave it where that policy is set.`,
    refs: [docs('compute/docs/oslogin/set-up-oslogin'), registry('compute_project_metadata')],
    equivalents: ['checkov/CKV_GCP_33', 'trivy/GCP-0042', 'cis-gcp/4.4'],
    check: [
      {
        on: ['google_compute_project_metadata'],
        attribute: 'metadata.enable-oslogin',
        inMap: true,
        must: switchOn,
        default: 'FALSE',
        so: 'for SSH to ask the directory',
        effect: 'keys in metadata stop working',
      },
      {
        on: ['google_compute_project_metadata_item'],
        attribute: 'value',
        must: switchOn,
        when: [{ attribute: 'key', is: be('enable-oslogin') }],
        so: 'for SSH to ask the directory',
        effect: 'keys in metadata stop working',
      },
    ],
    bad: `resource "google_compute_project_metadata" "example" {
  metadata = { team = "platform" }
             ~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "google_compute_project_metadata" "example" {
  metadata = { team = "platform", enable-oslogin = "TRUE" }
}
`,
  },
];
