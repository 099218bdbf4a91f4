import { be, matches, oneOf, preferring } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`AmazonECR/latest/userguide/${page}.html`);
const repository = registry('ecr_repository');

export const ecr: readonly Rule[] = [
  {
    id: 'aws/ecr-kms-encryption',
    title: 'A repository of images is not encrypted with KMS',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `Images are always encrypted, with keys of S3 unless KMS is asked for. With KMS each use of the key is recorded, and with a key of your own its policy decides who pulls.

Leave it for images that hold no secrets, as none should; the setting cannot be changed later.`,
    refs: [guide('encryption-at-rest'), repository],
    equivalents: ['checkov/CKV_AWS_136'],
    check: {
      on: ['aws_ecr_repository'],
      attribute: 'encryption_configuration.encryption_type',
      must: preferring('KMS', oneOf('KMS', 'KMS_DSSE')),
      default: 'AES256',
      so: 'so that a key decides who pulls',
      effect: 'Terraform replaces the repository, with the images in it',
    },
    bad: `resource "aws_ecr_repository" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "aws_ecr_repository" "example" {
  name = "example"

  encryption_configuration {
    encryption_type = "KMS"
  }
}
`,
  },
  {
    id: 'aws/ecr-lifecycle-policy',
    title: 'Images stay in a repository for ever',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `Each build leaves an image of some hundred megabytes that nobody deletes: storage grows, and old images with old faults can still be pulled. A lifecycle policy keeps the last ones.

Leave it where a pipeline cleans up.`,
    refs: [guide('LifecyclePolicies'), registry('ecr_lifecycle_policy')],
    equivalents: [],
    check: {
      on: ['aws_ecr_repository'],
      needs: [{ on: ['aws_ecr_lifecycle_policy'], by: 'repository' }],
      text: 'an aws_ecr_lifecycle_policy',
      so: 'so that old images go',
      adds: {
        type: 'aws_ecr_lifecycle_policy',
        by: 'repository',
        to: 'name',
        lines: [
          'policy = jsonencode({',
          '  rules = [{',
          '    rulePriority = 1',
          '    selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 50 }',
          '    action       = { type = "expire" }',
          '  }]',
          '})',
        ],
      },
      effect: 'all but the last 50 images are deleted',
    },
    bad: `resource "aws_ecr_repository" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "aws_ecr_repository" "example" {
  name = "example"
}

resource "aws_ecr_lifecycle_policy" "example" {
  repository = aws_ecr_repository.example.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 50 }
      action       = { type = "expire" }
    }]
  })
}
`,
  },
  {
    id: 'aws/ecr-mutable-tags',
    title: 'A tag of an image can be moved to another image',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `What was tested under a tag may then not be what runs under it: whoever may push replaces the image that clusters pull at their next start, by mistake or on purpose.

Leave it where pipelines move a tag such as \`latest\`, best with an exclusion filter for that tag alone.`,
    refs: [guide('image-tag-mutability'), repository],
    equivalents: ['checkov/CKV_AWS_51', 'trivy/AWS-0031'],
    check: {
      on: ['aws_ecr_repository'],
      attribute: 'image_tag_mutability',
      must: preferring('IMMUTABLE', matches(/^IMMUTABLE/, 'IMMUTABLE')),
      default: 'MUTABLE',
      so: 'so that a tag always means the same image',
      effect: 'pushes of a tag that exists fail',
    },
    bad: `resource "aws_ecr_repository" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "aws_ecr_repository" "example" {
  name                 = "example"
  image_tag_mutability = "IMMUTABLE"
}
`,
  },
  {
    id: 'aws/ecr-scan-on-push',
    title: 'Images are not scanned when they are pushed',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `The basic scan costs nothing and says which packages of an image have known faults before it runs anywhere.

Leave it where the registry as a whole is scanned, by its scanning configuration or by Inspector.`,
    refs: [guide('image-scanning'), repository, registry('ecr_registry_scanning_configuration')],
    equivalents: ['checkov/CKV_AWS_163', 'trivy/AWS-0030'],
    check: {
      on: ['aws_ecr_repository'],
      attribute: 'image_scanning_configuration.scan_on_push',
      must: be(true),
      default: false,
      unless: [{ on: ['aws_ecr_registry_scanning_configuration'] }],
      so: 'so that known faults show before an image runs',
      safe: true,
    },
    bad: `resource "aws_ecr_repository" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "aws_ecr_repository" "example" {
  name = "example"

  image_scanning_configuration {
    scan_on_push = true
  }
}
`,
  },
];
