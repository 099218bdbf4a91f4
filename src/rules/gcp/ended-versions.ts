import { endedImages, endedRuntimes } from '../facts/google-versions.ts';
import { matchesNot } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const images: readonly { readonly on: readonly string[]; readonly attribute: string }[] = [
  {
    on: ['google_compute_instance', 'google_compute_instance_from_template'],
    attribute: 'boot_disk.initialize_params.image',
  },
  {
    on: ['google_compute_instance_template', 'google_compute_region_instance_template'],
    attribute: 'disk.source_image',
  },
  { on: ['google_compute_disk'], attribute: 'image' },
  { on: ['data.google_compute_image'], attribute: 'family' },
];

const runtimes: readonly { readonly on: readonly string[]; readonly attribute: string }[] = [
  { on: ['google_cloudfunctions_function'], attribute: 'runtime' },
  { on: ['google_cloudfunctions2_function'], attribute: 'build_config.runtime' },
];

export const endedVersions: readonly Rule[] = [
  {
    id: 'gcp/function-runtime-ended',
    title: 'A function runs on a version of its language that has ended',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: `When a runtime ends, flaws in it are no longer mended, and some months later Google refuses to deploy the function: then on the day when something has to be changed at once.

Leave it while the function is being moved.`,
    refs: [docs('functions/docs/runtime-support'), registry('cloudfunctions2_function')],
    equivalents: [],
    check: runtimes.map(
      ({ on, attribute }): Expectation => ({
        on,
        attribute,
        must: matchesNot(endedRuntimes, 'a version that is still supported'),
        missing: 'passes',
      }),
    ),
    bad: `resource "google_cloudfunctions2_function" "example" {
  name     = "example"
  location = "europe-west1"

  build_config {
    runtime = "python38"
              ~~~~~~~~~~
  }
}
`,
    good: `resource "google_cloudfunctions2_function" "example" {
  name     = "example"
  location = "europe-west1"

  build_config {
    runtime = "python313"
  }
}
`,
  },
  {
    id: 'gcp/image-ended',
    title: 'A machine starts with an operating system that has ended',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: `Flaws of such a system are known to everybody and stay open. Google takes its images away some time later, and then new machines no longer start.

Leave it where updates are bought, or the machine is cut off from every network.`,
    refs: [docs('compute/docs/images/os-details'), registry('compute_instance')],
    equivalents: [],
    check: images.map(
      ({ on, attribute }): Expectation => ({
        on,
        attribute,
        must: matchesNot(endedImages, 'one that is still mended'),
        missing: 'passes',
      }),
    ),
    bad: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-10"
              ~~~~~~~~~~~~~~~~~~~~~~~~
    }
  }
}
`,
    good: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-13"
    }
  }
}
`,
  },
];
