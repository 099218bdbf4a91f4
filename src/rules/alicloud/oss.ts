import { be, each, isSet, noneOf, preferring, someBlock } from '../predicates.ts';
import type { Companion, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const on = ['alicloud_oss_bucket'];
const bucket = registry('oss_bucket');

/** A resource of its own that says something of a bucket. */
function aside(name: string, where: Companion['where'] = []): Companion {
  return { on: [`alicloud_oss_bucket_${name}`], by: 'bucket', where };
}

export const oss: readonly Rule[] = [
  {
    id: 'alicloud/oss-cors-any-origin',
    title: 'Pages of any website may call a bucket',
    severity: 'warning',
    pillar: 'data',
    recommended: false,
    why: `A CORS rule for \`*\` lets the script of any page read what the visitor's browser gets from the bucket. It opens nothing by itself, but for a bucket that trusts cookies, signed addresses or the visitor's network it hands the content on.

Leave it for a bucket of public fonts or scripts that only allows GET.`,
    refs: [help('doc-detail/31903.htm'), registry('oss_bucket_cors')],
    equivalents: [],
    check: [
      {
        on,
        attribute: 'cors_rule.allowed_origins',
        must: each(noneOf('*')),
        missing: 'passes',
        so: 'since that stands for every website',
      },
      {
        on: ['alicloud_oss_bucket_cors'],
        attribute: 'cors_rule.allowed_origins',
        must: each(noneOf('*')),
        missing: 'passes',
        so: 'since that stands for every website',
      },
    ],
    bad: `resource "alicloud_oss_bucket" "example" {
  bucket = "example"

  cors_rule {
    allowed_methods = ["GET", "PUT"]
    allowed_origins = ["*"]
                       ~~~
  }
}
`,
    good: `resource "alicloud_oss_bucket" "example" {
  bucket = "example"

  cors_rule {
    allowed_methods = ["GET", "PUT"]
    allowed_origins = ["https://www.example.com"]
  }
}
`,
  },
  {
    id: 'alicloud/oss-force-destroy',
    title: 'Destroying a bucket deletes all that is in it',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `With \`force_destroy\` one \`terraform destroy\`, or a change that replaces the bucket, deletes every object and every version in it. They cannot be got back. Without it OSS refuses to delete a bucket that is not empty.

Leave it for a bucket of a test that fills it anew each time.`,
    refs: [bucket],
    equivalents: [],
    check: {
      on,
      attribute: 'force_destroy',
      must: be(false),
      default: false,
      so: 'for OSS to refuse to delete a bucket that is not empty',
      safe: true,
    },
    bad: `resource "alicloud_oss_bucket" "example" {
  bucket        = "example"
  force_destroy = true
                  ~~~~
}
`,
    good: `resource "alicloud_oss_bucket" "example" {
  bucket        = "example"
  force_destroy = false
}
`,
  },
  {
    id: 'alicloud/oss-local-redundancy',
    title: 'A bucket keeps its objects in one zone',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `With \`LRS\`, the default, all copies are in one data centre. With \`ZRS\` they are in at least three zones, so that the bucket stays readable when a zone is lost. It costs about a quarter more for storage (2026), and cannot be changed by this argument later without replacing the bucket.

Leave it for what can be made again, such as caches and builds.`,
    refs: [help('doc-detail/90589.htm'), bucket],
    equivalents: [],
    note: 'oss#redundancy',
    check: {
      on,
      attribute: 'redundancy_type',
      must: be('ZRS'),
      default: 'LRS',
      so: 'for the objects to outlast the loss of a zone',
      effect: 'Terraform replaces the bucket; storage costs more',
    },
    bad: `resource "alicloud_oss_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  bucket = "example"
}
`,
    good: `resource "alicloud_oss_bucket" "example" {
  bucket          = "example"
  redundancy_type = "ZRS"
}
`,
  },
  {
    id: 'alicloud/oss-object-public',
    title: 'Everybody may read an object',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `The ACL of an object stands above that of its bucket: a public object in a private bucket is public. It is easily forgotten, since nobody looks through the objects.

Leave it for a file that is published on purpose from a bucket that cannot be.`,
    refs: [help('en/oss/user-guide/block-public-access'), registry('oss_bucket_object')],
    equivalents: [],
    note: 'oss#access',
    check: {
      on: ['alicloud_oss_bucket_object'],
      attribute: 'acl',
      must: preferring('private', noneOf('public-read', 'public-read-write')),
      missing: 'passes',
      so: 'since everybody could get the object',
      effect: 'whoever reads it without signing in is cut off',
    },
    bad: `resource "alicloud_oss_bucket_object" "example" {
  bucket = alicloud_oss_bucket.example.bucket
  key    = "report.pdf"
  source = "report.pdf"
  acl    = "public-read"
           ~~~~~~~~~~~~~
}
`,
    good: `resource "alicloud_oss_bucket_object" "example" {
  bucket = alicloud_oss_bucket.example.bucket
  key    = "report.pdf"
  source = "report.pdf"
  acl    = "private"
}
`,
  },
  {
    id: 'alicloud/oss-old-tls',
    title: 'A bucket accepts old versions of TLS',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `TLS 1.0 and 1.1 were given up in 2021, since what they protect can be read with effort. The clients of today all speak 1.2 or 1.3.

Leave it while devices that cannot be updated still upload.`,
    refs: [registry('oss_bucket_https_config'), help('en/oss/user-guide/authorization-syntax-and-elements')],
    equivalents: [],
    note: 'oss#access',
    check: [
      {
        on: ['alicloud_oss_bucket_https_config'],
        attribute: 'tls_versions',
        must: each(noneOf('TLSv1', 'TLSv1.0', 'TLSv1.1')),
        missing: 'passes',
        so: 'since its protection is broken',
        effect: 'clients that speak nothing newer are cut off',
      },
    ],
    bad: `resource "alicloud_oss_bucket_https_config" "example" {
  bucket       = alicloud_oss_bucket.example.bucket
  enable       = true
  tls_versions = ["TLSv1.1", "TLSv1.2"]
                  ~~~~~~~~~
}
`,
    good: `resource "alicloud_oss_bucket_https_config" "example" {
  bucket       = alicloud_oss_bucket.example.bucket
  enable       = true
  tls_versions = ["TLSv1.2"]
}
`,
  },
  {
    id: 'alicloud/oss-public-access-not-blocked',
    title: 'Blocking of public access is switched off',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `Block Public Access makes OSS ignore every ACL and policy that lets everybody in. It is on for new buckets; here somebody switches it off, for a bucket, an access point or the whole account, so that one wrong ACL publishes the data.

Leave it for a bucket that serves a public website without a CDN.`,
    refs: [
      help('en/oss/user-guide/block-public-access'),
      registry('oss_bucket_public_access_block'),
      registry('oss_account_public_access_block'),
    ],
    equivalents: [],
    note: 'oss#access',
    check: [
      {
        on: ['alicloud_oss_account_public_access_block', 'alicloud_oss_bucket_public_access_block'],
        attribute: 'block_public_access',
        must: be(true),
        so: 'for OSS to ignore what lets everybody in',
        effect: 'whoever reads without signing in is cut off',
      },
      {
        on: ['alicloud_oss_access_point'],
        attribute: 'public_access_block_configuration.block_public_access',
        must: be(true),
        missing: 'passes',
        so: 'for OSS to ignore what lets everybody in',
        effect: 'whoever reads without signing in is cut off',
      },
    ],
    bad: `resource "alicloud_oss_bucket_public_access_block" "example" {
  bucket              = alicloud_oss_bucket.example.bucket
  block_public_access = false
                        ~~~~~
}
`,
    good: `resource "alicloud_oss_bucket_public_access_block" "example" {
  bucket              = alicloud_oss_bucket.example.bucket
  block_public_access = true
}
`,
  },
  {
    id: 'alicloud/oss-transfer-acceleration',
    title: 'A bucket has no transfer acceleration',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Acceleration carries uploads from other continents over Alibaba Cloud's own network, and is billed for each gigabyte. It makes nothing safer.

Leave it unless users far away upload large files and wait for it. The rule is here for those who count by the other tools' list.`,
    refs: [registry('oss_bucket_transfer_acceleration'), bucket],
    equivalents: ['checkov/CKV_ALI_11'],
    note: 'oss#terraform',
    check: {
      on,
      attribute: 'transfer_acceleration.enabled',
      must: be(true),
      default: false,
      unless: [aside('transfer_acceleration', [{ attribute: 'enabled', is: be(true) }])],
      effect: 'each gigabyte that is accelerated is billed',
    },
    bad: `resource "alicloud_oss_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  bucket = "example"
}
`,
    good: `resource "alicloud_oss_bucket" "example" {
  bucket = "example"

  transfer_acceleration {
    enabled = true
  }
}
`,
  },
  {
    id: 'alicloud/oss-unencrypted',
    title: 'A bucket does not encrypt its objects',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `OSS encrypts at rest only where the bucket, or the upload, says so. With \`AES256\` it does so with keys of its own, at no charge and without a change for whoever reads and writes; with \`KMS\` with a key from Key Management Service. A resource of its own that sets it counts too.

Leave it where each upload sets the encryption by itself.`,
    refs: [registry('oss_bucket_server_side_encryption'), bucket],
    equivalents: [],
    note: 'oss#terraform',
    check: {
      on,
      attribute: 'server_side_encryption_rule',
      must: someBlock({ right: ['sse_algorithm = "AES256"'] }),
      unless: [aside('server_side_encryption')],
      so: 'for new objects to be encrypted',
      safe: true,
    },
    bad: `resource "alicloud_oss_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  bucket = "example"
}
`,
    good: `resource "alicloud_oss_bucket" "example" {
  bucket = "example"

  server_side_encryption_rule {
    sse_algorithm = "AES256"
  }
}
`,
  },
  {
    id: 'alicloud/oss-without-logging',
    title: 'A bucket keeps no access logs',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Access logs say who read, wrote or deleted which object, from where. Without them a leak shows only when the data turns up elsewhere. They are written hourly into another bucket and billed as what is stored there. A resource of its own that sets it counts too, but not the data events of ActionTrail or a collection policy of Simple Log Service, which record the same.

Leave it where one of those records the bucket, or it is itself the one that logs go to.`,
    refs: [help('doc-detail/31900.htm'), registry('oss_bucket_logging'), bucket],
    equivalents: ['checkov/CKV_ALI_12'],
    note: 'oss#terraform',
    check: [
      {
        on,
        attribute: 'logging',
        must: someBlock(),
        unless: [aside('logging')],
        so: 'with the bucket that the logs go to',
      },
    ],
    bad: `resource "alicloud_oss_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  bucket = "example"
}
`,
    good: `resource "alicloud_oss_bucket" "example" {
  bucket = "example"

  logging {
    target_bucket = "example-logs"
  }
}
`,
  },
  {
    id: 'alicloud/oss-without-own-key',
    title: "A bucket is not encrypted with a key of one's own",
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `With a key of one's own in Key Management Service, whoever reads an object needs the right to use the key as well, each use is recorded, and disabling the key shuts the data away from everybody. OSS's own keys do none of this. Each call of the key is billed.

Leave it where nobody manages keys, or rules about the data ask for encryption only.`,
    refs: [
      registry('oss_bucket_server_side_encryption'),
      help('en/kms/key-management-service/user-guide/configure-key-rotation'),
      bucket,
    ],
    equivalents: ['checkov/CKV_ALI_6'],
    note: 'oss#terraform',
    check: {
      on,
      attribute: 'server_side_encryption_rule.kms_master_key_id',
      must: isSet(),
      unless: [aside('server_side_encryption', [{ attribute: 'kms_master_key_id', is: isSet() }])],
      so: 'to a key of your own',
    },
    bad: `resource "alicloud_oss_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  bucket = "example"
}
`,
    good: `resource "alicloud_oss_bucket" "example" {
  bucket = "example"

  server_side_encryption_rule {
    sse_algorithm     = "KMS"
    kms_master_key_id = alicloud_kms_key.example.id
  }
}
`,
  },
  {
    id: 'alicloud/oss-without-versioning',
    title: 'A bucket keeps no earlier versions of its objects',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `What is overwritten or deleted, by mistake or by an intruder, is gone at once. With versioning it can be got back. Old versions are billed as storage until a lifecycle rule removes them, so set one as well.

Leave it for a bucket of logs or caches, and for one with a retention policy (WORM), which excludes versioning.`,
    refs: [registry('oss_bucket_versioning'), bucket],
    equivalents: ['checkov/CKV_ALI_10'],
    note: 'oss#terraform',
    check: {
      on,
      attribute: 'versioning.status',
      must: be('Enabled'),
      unless: [aside('versioning', [{ attribute: 'status', is: be('Enabled') }]), aside('worm')],
      so: 'for what is overwritten or deleted to be got back',
      effect: 'old versions are billed as storage',
    },
    bad: `resource "alicloud_oss_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  bucket = "example"
}
`,
    good: `resource "alicloud_oss_bucket" "example" {
  bucket = "example"

  versioning {
    status = "Enabled"
  }
}
`,
  },
];
