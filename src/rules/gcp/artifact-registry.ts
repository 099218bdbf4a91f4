import { be, oneOf, someBlock } from '../predicates.ts';
import type { Condition, Rule } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { docs, registry } from './refs.ts';

const on = ['google_artifact_registry_repository'];
const resource = registry('artifact_registry_repository');

/** Repositories into which images are pushed, and not those that pass others on. */
const ownImages: readonly Condition[] = [
  { attribute: 'format', is: oneOf('DOCKER', 'docker') },
  { attribute: 'mode', is: oneOf('STANDARD_REPOSITORY'), default: 'STANDARD_REPOSITORY' },
];

export const artifactRegistry: readonly Rule[] = [
  {
    id: 'gcp/container-registry',
    title: 'Container Registry was shut down',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Container Registry was shut down in 2025: nothing is pushed to it or pulled from it any more. Artifact Registry takes its place, and serves the addresses under gcr.io if told to.

Leave it until the block is taken out together with its bucket.`,
    refs: [docs('artifact-registry/docs/transition/transition-from-gcr'), registry('artifact_registry_repository')],
    equivalents: [],
    check: unwanted(
      ['google_container_registry'],
      'Container Registry was shut down in 2025. Use a google_artifact_registry_repository.',
    ),
    bad: `resource "google_container_registry" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  location = "EU"
}
`,
    good: `resource "google_artifact_registry_repository" "example" {
  repository_id = "example"
  format        = "DOCKER"
  location      = "europe"
}
`,
  },
  {
    id: 'gcp/registry-mutable-tags',
    title: 'Tags of images can be moved to other images',
    severity: 'info',
    pillar: 'containers',
    recommended: true,
    why: `With mutable tags \`app:1.4\` is today what it was not yesterday: what was tested is not what runs, and whoever may push replaces an image that is in use. With immutable tags a release keeps its image.

Leave it for a repository of builds under work, whose tag \`latest\` moves.`,
    refs: [docs('artifact-registry/docs/repositories/create-repos#immutable'), resource],
    equivalents: [],
    check: {
      on,
      attribute: 'docker_config.immutable_tags',
      must: be(true),
      default: false,
      when: ownImages,
      so: 'for a tag to stay with its image',
      effect: 'a tag that exists can no longer be pushed again',
    },
    bad: `resource "google_artifact_registry_repository" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  repository_id = "example"
  format        = "DOCKER"
}
`,
    good: `resource "google_artifact_registry_repository" "example" {
  repository_id = "example"
  format        = "DOCKER"

  docker_config {
    immutable_tags = true
  }
}
`,
  },
  {
    id: 'gcp/registry-without-cleanup',
    title: 'Old images are kept for ever',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `Each build adds an image, and each image is billed by size for as long as it is there. Clean-up policies delete what is old or untagged and keep the latest versions. Of the storage that a busy repository is billed for, most is usually of builds that nobody runs (as of November 2026 there is no clean-up by default).

Leave it for releases that must be kept.`,
    refs: [docs('artifact-registry/docs/repositories/cleanup-policy'), resource],
    equivalents: [],
    check: {
      on,
      attribute: 'cleanup_policies',
      must: someBlock(),
      when: [{ attribute: 'mode', is: oneOf('STANDARD_REPOSITORY'), default: 'STANDARD_REPOSITORY' }],
      so: 'to delete what nobody runs any more',
    },
    bad: `resource "google_artifact_registry_repository" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  repository_id = "example"
  format        = "DOCKER"
}
`,
    good: `resource "google_artifact_registry_repository" "example" {
  repository_id = "example"
  format        = "DOCKER"

  cleanup_policies {
    id     = "keep-latest"
    action = "KEEP"

    most_recent_versions {
      keep_count = 10
    }
  }
}
`,
  },
  {
    id: 'gcp/registry-cleanup-dry-run',
    title: 'Clean-up policies only say what they would delete',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `In a dry run the policies write into the log what they would delete, and delete nothing.

Leave it for a first week, to see whether the policies are right.`,
    refs: [docs('artifact-registry/docs/repositories/cleanup-policy#dry-run'), resource],
    equivalents: [],
    check: {
      on,
      attribute: 'cleanup_policy_dry_run',
      must: be(false),
      missing: 'passes',
      when: [{ attribute: 'cleanup_policies', is: someBlock() }],
      so: 'for the policies to take effect',
      effect: 'what the policies name is deleted',
    },
    bad: `resource "google_artifact_registry_repository" "example" {
  repository_id          = "example"
  format                 = "DOCKER"
  cleanup_policy_dry_run = true
                           ~~~~

  cleanup_policies {
    id     = "keep-latest"
    action = "KEEP"

    most_recent_versions {
      keep_count = 10
    }
  }
}
`,
    good: `resource "google_artifact_registry_repository" "example" {
  repository_id          = "example"
  format                 = "DOCKER"
  cleanup_policy_dry_run = false

  cleanup_policies {
    id     = "keep-latest"
    action = "KEEP"

    most_recent_versions {
      keep_count = 10
    }
  }
}
`,
  },
];
