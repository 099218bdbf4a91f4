import { be, noneOf } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { help, registry } from './refs.ts';

const repository = registry('cr_ee_repo');
const scanning = help('en/acr/user-guide/scan-container-images');

export const acr: readonly Rule[] = [
  {
    id: 'alicloud/acr-auto-create',
    title: 'Pushing to a registry makes repositories',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `With a namespace that makes repositories by itself, a slip in the name of an image leaves a repository that nobody looks after, without tag immutability or a clean-up rule.

Leave it where builds make many repositories, and the namespace's rules hold for all of them.`,
    refs: [help('en/container-registry/latest/what-is-container-registry'), registry('cr_ee_namespace')],
    equivalents: [],
    note: 'container-registry-alibaba#doing-it-right',
    check: {
      on: ['alicloud_cr_ee_namespace', 'alicloud_cr_namespace'],
      attribute: 'auto_create',
      must: be(false),
      missing: 'passes',
      so: 'for repositories to be made on purpose',
      effect: 'pushes to repositories that are not there fail',
    },
    bad: `resource "alicloud_cr_ee_namespace" "example" {
  instance_id        = alicloud_cr_ee_instance.example.id
  name               = "example"
  auto_create        = true
                       ~~~~
  default_visibility = "PRIVATE"
}
`,
    good: `resource "alicloud_cr_ee_namespace" "example" {
  instance_id        = alicloud_cr_ee_instance.example.id
  name               = "example"
  auto_create        = false
  default_visibility = "PRIVATE"
}
`,
  },
  {
    id: 'alicloud/acr-mutable-tags',
    title: 'The tag of an image can be moved to another image',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Whoever may push can put another image under a tag that is deployed already; the next restart runs it. With immutable tags what was tested and scanned is what runs. It needs version 1.283 of the provider.

Leave it for repositories whose \`latest\` is moved on purpose, none of which is deployed.`,
    refs: [repository, help('en/container-registry/latest/what-is-container-registry')],
    equivalents: [],
    note: 'container-registry-alibaba#doing-it-right',
    check: {
      on: ['alicloud_cr_ee_repo'],
      attribute: 'tag_immutability',
      must: be(true),
      default: false,
      so: 'for a tag to stay with its image',
      effect: 'pushing to a tag again fails',
    },
    bad: `resource "alicloud_cr_ee_repo" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  instance_id = alicloud_cr_ee_instance.example.id
  namespace   = alicloud_cr_ee_namespace.example.name
  name        = "example"
  summary     = "example"
  repo_type   = "PRIVATE"
}
`,
    good: `resource "alicloud_cr_ee_repo" "example" {
  instance_id      = alicloud_cr_ee_instance.example.id
  namespace        = alicloud_cr_ee_namespace.example.name
  name             = "example"
  summary          = "example"
  repo_type        = "PRIVATE"
  tag_immutability = true
}
`,
  },
  {
    id: 'alicloud/acr-personal-edition',
    title: 'Images are kept in the Personal Edition of Container Registry',
    severity: 'info',
    pillar: 'containers',
    recommended: true,
    why: `The Personal Edition is shared, limited, comes without any agreement on availability and scans nothing. Alibaba Cloud itself says not to use it for production.

Leave it for learning and for open source.`,
    refs: [help('en/container-registry/latest/what-is-container-registry'), registry('cr_ee_namespace')],
    equivalents: [],
    note: 'container-registry-alibaba#what-acr-offers',
    check: unwanted(
      ['alicloud_cr_namespace'],
      'The Personal Edition is not meant for production. Use an Enterprise Edition instance with alicloud_cr_ee_namespace.',
    ),
    bad: `resource "alicloud_cr_namespace" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name               = "example"
  auto_create        = false
  default_visibility = "PRIVATE"
}
`,
    good: `resource "alicloud_cr_ee_namespace" "example" {
  instance_id        = alicloud_cr_ee_instance.example.id
  name               = "example"
  auto_create        = false
  default_visibility = "PRIVATE"
}
`,
  },
  {
    id: 'alicloud/acr-public-repository',
    title: 'Everybody may pull the images of a repository',
    severity: 'error',
    pillar: 'containers',
    recommended: true,
    why: `An image holds the program, its configuration, and now and then a password that a build left in a layer. From a public repository anybody may pull it without signing in. A namespace says what its new repositories are.

Leave it for images that are published on purpose.`,
    refs: [repository, registry('cr_ee_namespace')],
    equivalents: [],
    note: 'container-registry-alibaba#public-or-private',
    check: [
      {
        on: ['alicloud_cr_ee_repo', 'alicloud_cr_repo'],
        attribute: 'repo_type',
        must: be('PRIVATE'),
        so: 'for images to be pulled by those who sign in',
        effect: 'whoever pulls without signing in is cut off',
      },
      {
        on: ['alicloud_cr_ee_namespace', 'alicloud_cr_namespace'],
        attribute: 'default_visibility',
        must: be('PRIVATE'),
        missing: 'passes',
        so: 'for new repositories to be private',
        effect: 'it counts for repositories that are made later',
      },
    ],
    bad: `resource "alicloud_cr_ee_repo" "example" {
  instance_id = alicloud_cr_ee_instance.example.id
  namespace   = alicloud_cr_ee_namespace.example.name
  name        = "example"
  summary     = "example"
  repo_type   = "PUBLIC"
                ~~~~~~~~
}
`,
    good: `resource "alicloud_cr_ee_repo" "example" {
  instance_id = alicloud_cr_ee_instance.example.id
  namespace   = alicloud_cr_ee_namespace.example.name
  name        = "example"
  summary     = "example"
  repo_type   = "PRIVATE"
}
`,
  },
  {
    id: 'alicloud/acr-scan-by-hand',
    title: 'Images are scanned when somebody asks for it',
    severity: 'info',
    pillar: 'containers',
    recommended: true,
    why: `A scan that waits for a person finds the flaw after the image was deployed. When it is triggered by the push, the delivery chain can stop the image.

Leave it for a rule that scans old images once.`,
    refs: [scanning, registry('cr_scan_rule')],
    equivalents: [],
    note: 'container-registry-alibaba#what-acr-offers',
    check: {
      on: ['alicloud_cr_scan_rule'],
      attribute: 'trigger_type',
      must: be('AUTO'),
      so: 'for images to be scanned as they are pushed',
      effect: 'each push is scanned',
    },
    bad: `resource "alicloud_cr_scan_rule" "example" {
  instance_id             = alicloud_cr_ee_instance.example.id
  rule_name               = "example"
  scan_type               = "VUL"
  scan_scope              = "INSTANCE"
  repo_tag_filter_pattern = ".*"
  trigger_type            = "MANUAL"
                            ~~~~~~~~
}
`,
    good: `resource "alicloud_cr_scan_rule" "example" {
  instance_id             = alicloud_cr_ee_instance.example.id
  rule_name               = "example"
  scan_type               = "VUL"
  scan_scope              = "INSTANCE"
  repo_tag_filter_pattern = ".*"
  trigger_type            = "AUTO"
}
`,
  },
  {
    id: 'alicloud/acr-scan-off',
    title: 'A registry has its scanner switched off',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Without a scanner nobody learns that an image contains a known flaw until it is used. Trivy comes with the instance; Security Center's engine finds more and is billed.

Leave it where the pipeline scans each image before it pushes it.`,
    refs: [scanning, registry('cr_ee_instance')],
    equivalents: [],
    note: 'container-registry-alibaba#what-acr-offers',
    check: {
      on: ['alicloud_cr_ee_instance'],
      attribute: 'image_scanner',
      must: noneOf('DISABLE'),
      missing: 'passes',
      so: 'for images to be scanned',
    },
    bad: `resource "alicloud_cr_ee_instance" "example" {
  payment_type  = "Subscription"
  instance_type = "Advanced"
  instance_name = "example"
  image_scanner = "DISABLE"
                  ~~~~~~~~~
}
`,
    good: `resource "alicloud_cr_ee_instance" "example" {
  payment_type  = "Subscription"
  instance_type = "Advanced"
  instance_name = "example"
  image_scanner = "ACR"
}
`,
  },
  {
    id: 'alicloud/acr-without-clean-up',
    title: 'Nothing removes old images from a registry',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `Each build adds an image, and each image is billed as storage in OSS. A rule that keeps the last so many of them bounds it, and leaves fewer old flaws to pull.

Leave it where every image that ever ran has to be kept.`,
    refs: [help('en/container-registry/latest/what-is-container-registry'), registry('cr_artifact_lifecycle_rule')],
    equivalents: [],
    note: 'container-registry-alibaba#doing-it-right',
    check: {
      on: ['alicloud_cr_ee_instance'],
      needs: [{ on: ['alicloud_cr_artifact_lifecycle_rule'], by: 'instance_id' }],
      text: 'an alicloud_cr_artifact_lifecycle_rule',
      so: 'to remove old images',
      adds: {
        type: 'alicloud_cr_artifact_lifecycle_rule',
        by: 'instance_id',
        lines: [
          'auto                = true',
          'retention_tag_count = 30',
          'schedule_time       = "WEEK"',
          'scope               = "INSTANCE"',
        ],
      },
      effect: 'all but the last 30 images of each repository are deleted each week',
    },
    bad: `resource "alicloud_cr_ee_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  payment_type  = "Subscription"
  instance_type = "Advanced"
  instance_name = "example"
}
`,
    good: `resource "alicloud_cr_ee_instance" "example" {
  payment_type  = "Subscription"
  instance_type = "Advanced"
  instance_name = "example"
}

resource "alicloud_cr_artifact_lifecycle_rule" "example" {
  instance_id         = alicloud_cr_ee_instance.example.id
  auto                = true
  retention_tag_count = 30
  schedule_time       = "WEEK"
  scope               = "INSTANCE"
}
`,
  },
  {
    id: 'alicloud/acr-without-scan-rule',
    title: 'No rule has the images of a registry scanned',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `A scanner works through what a scan rule names. Without one images are scanned when somebody presses the button.

Leave it where the pipeline scans each image before it pushes it.`,
    refs: [scanning, registry('cr_scan_rule')],
    equivalents: [],
    note: 'container-registry-alibaba#doing-it-right',
    check: {
      on: ['alicloud_cr_ee_instance'],
      needs: [{ on: ['alicloud_cr_scan_rule'], by: 'instance_id' }],
      text: 'an alicloud_cr_scan_rule',
      so: 'to have its images scanned',
      adds: {
        type: 'alicloud_cr_scan_rule',
        by: 'instance_id',
        lines: [
          'repo_tag_filter_pattern = ".*"',
          'rule_name               = "all"',
          'scan_scope              = "INSTANCE"',
          'scan_type               = "VUL"',
          'trigger_type            = "AUTO"',
        ],
        choices: ['"all"'],
      },
      effect: 'each push is scanned',
    },
    bad: `resource "alicloud_cr_ee_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  payment_type  = "Subscription"
  instance_type = "Advanced"
  instance_name = "example"
}
`,
    good: `resource "alicloud_cr_ee_instance" "example" {
  payment_type  = "Subscription"
  instance_type = "Advanced"
  instance_name = "example"
}

resource "alicloud_cr_scan_rule" "example" {
  instance_id             = alicloud_cr_ee_instance.example.id
  repo_tag_filter_pattern = ".*"
  rule_name               = "all"
  scan_scope              = "INSTANCE"
  scan_type               = "VUL"
  trigger_type            = "AUTO"
}
`,
  },
];
