import { be, isSet, noneOf, oneOf, preferring } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const athena = (page: string) => docs(`athena/latest/ug/${page}.html`);
const glue = (page: string) => docs(`glue/latest/dg/${page}.html`);

/** Parts of Glue that a setting encrypts, and how. */
const glueModes: readonly Expectation[] = [
  ['cloudwatch_encryption.cloudwatch_encryption_mode', oneOf('SSE-KMS')] as const,
  ['job_bookmarks_encryption.job_bookmarks_encryption_mode', oneOf('CSE-KMS')] as const,
  ['s3_encryption.s3_encryption_mode', oneOf('SSE-KMS', 'SSE-S3')] as const,
].map(([path, must]) => ({
  on: ['aws_glue_security_configuration'],
  attribute: `encryption_configuration.${path}`,
  must,
  default: 'DISABLED',
}));

export const analytics: readonly Rule[] = [
  {
    id: 'aws/athena-client-settings',
    title: 'A workgroup of Athena lets its users choose where results go',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `With settings of their own, users write results to another bucket, unencrypted, and query past the limit of the workgroup.

Leave it where users have buckets of their own for results on purpose.`,
    refs: [athena('workgroups-settings-override'), registry('athena_workgroup')],
    equivalents: ['checkov/CKV_AWS_82', 'trivy/AWS-0007'],
    check: {
      on: ['aws_athena_workgroup'],
      attribute: 'configuration.enforce_workgroup_configuration',
      must: be(true),
      default: true,
      so: 'for its settings to hold',
      effect: 'settings of users are ignored from then on',
    },
    bad: `resource "aws_athena_workgroup" "example" {
  name = "example"

  configuration {
    enforce_workgroup_configuration = false
                                      ~~~~~
  }
}
`,
    good: `resource "aws_athena_workgroup" "example" {
  name = "example"

  configuration {
    enforce_workgroup_configuration = true
  }
}
`,
  },
  {
    id: 'aws/athena-unencrypted-results',
    title: 'Athena does not say how results are encrypted',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Results hold what was read. S3 encrypts every new object with a key of its own since 2023; said here, another key, or the same one in a bucket of somebody else, is sure.

Leave it: the bucket's own encryption does the same.`,
    refs: [athena('encrypting-query-results-stored-in-s3'), registry('athena_workgroup')],
    equivalents: ['checkov/CKV_AWS_77', 'checkov/CKV_AWS_159', 'trivy/AWS-0006'],
    check: [
      {
        on: ['aws_athena_database'],
        attribute: 'encryption_configuration.encryption_option',
        must: { ...isSet(), text: 'SSE_S3, SSE_KMS or CSE_KMS', right: '"SSE_S3"' },
        effect: 'Terraform replaces the database',
      },
      {
        on: ['aws_athena_workgroup'],
        attribute: [
          'configuration.result_configuration.encryption_configuration.encryption_option',
          'configuration.managed_query_results_configuration.enabled',
        ],
        must: { ...noneOf(false), text: 'SSE_S3, SSE_KMS or CSE_KMS' },
      },
    ],
    bad: `resource "aws_athena_database" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name   = "example"
  bucket = aws_s3_bucket.example.id
}
`,
    good: `resource "aws_athena_database" "example" {
  name   = "example"
  bucket = aws_s3_bucket.example.id

  encryption_configuration {
    encryption_option = "SSE_S3"
  }
}
`,
  },
  {
    id: 'aws/glue-catalog-unencrypted',
    title: 'The Data Catalog of Glue, or passwords in it, are not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `The catalog knows the names of all tables and columns, and its connections hold passwords of databases, which everybody who may read a connection reads in plain text.

Leave it for a catalog of public data without connections.`,
    refs: [glue('encrypt-glue-data-catalog'), registry('glue_data_catalog_encryption_settings')],
    equivalents: ['checkov/CKV_AWS_94'],
    check: [
      {
        on: ['aws_glue_data_catalog_encryption_settings'],
        attribute:
          'data_catalog_encryption_settings.connection_password_encryption.return_connection_password_encrypted',
        must: be(true),
        default: false,
        effect: 'it needs aws_kms_key_id, and roles that may decrypt',
      },
      {
        on: ['aws_glue_data_catalog_encryption_settings'],
        attribute: 'data_catalog_encryption_settings.encryption_at_rest.catalog_encryption_mode',
        must: preferring('SSE-KMS', oneOf('SSE-KMS', 'SSE-KMS-WITH-SERVICE-ROLE')),
        default: 'DISABLED',
        effect: 'roles that use the catalog must be allowed to use the key',
      },
    ],
    bad: `resource "aws_glue_data_catalog_encryption_settings" "example" {
  data_catalog_encryption_settings {
    connection_password_encryption {
      return_connection_password_encrypted = true
      aws_kms_key_id                       = aws_kms_key.example.arn
    }

    encryption_at_rest {
      catalog_encryption_mode = "DISABLED"
                                ~~~~~~~~~~
    }
  }
}
`,
    good: `resource "aws_glue_data_catalog_encryption_settings" "example" {
  data_catalog_encryption_settings {
    connection_password_encryption {
      return_connection_password_encrypted = true
      aws_kms_key_id                       = aws_kms_key.example.arn
    }

    encryption_at_rest {
      catalog_encryption_mode = "SSE-KMS"
    }
  }
}
`,
  },
  {
    id: 'aws/glue-partly-unencrypted',
    title: 'A security configuration of Glue leaves something unencrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Jobs write data to S3, logs to CloudWatch and bookmarks of where they stopped; each is encrypted by a setting of its own, and a security configuration is there to set all three.

Leave it for bookmarks and logs that hold nothing of the data.`,
    refs: [glue('encryption-security-configuration'), registry('glue_security_configuration')],
    equivalents: ['checkov/CKV_AWS_99'],
    check: glueModes,
    bad: `resource "aws_glue_security_configuration" "example" {
  name = "example"

  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "DISABLED"
                                   ~~~~~~~~~~
    }

    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "CSE-KMS"
      kms_key_arn                   = aws_kms_key.example.arn
    }

    s3_encryption {
      s3_encryption_mode = "SSE-KMS"
      kms_key_arn        = aws_kms_key.example.arn
    }
  }
}
`,
    good: `resource "aws_glue_security_configuration" "example" {
  name = "example"

  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "SSE-KMS"
      kms_key_arn                = aws_kms_key.example.arn
    }

    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "CSE-KMS"
      kms_key_arn                   = aws_kms_key.example.arn
    }

    s3_encryption {
      s3_encryption_mode = "SSE-KMS"
      kms_key_arn        = aws_kms_key.example.arn
    }
  }
}
`,
  },
  {
    id: 'aws/glue-without-security-configuration',
    title: 'A job or crawler of Glue has no security configuration',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Without it what the job writes is encrypted only as its bucket says, and its logs and bookmarks not with a key of yours.

Leave it where the buckets encrypt as they should, and logs hold nothing of the data.`,
    refs: [glue('encryption-security-configuration'), registry('glue_job')],
    equivalents: ['checkov/CKV_AWS_195'],
    check: {
      on: ['aws_glue_crawler', 'aws_glue_dev_endpoint', 'aws_glue_job'],
      attribute: 'security_configuration',
      must: { ...isSet(), text: 'the name of a security configuration' },
    },
    bad: `resource "aws_glue_crawler" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name          = "example"
  database_name = aws_glue_catalog_database.example.name
  role          = aws_iam_role.example.arn
}
`,
    good: `resource "aws_glue_crawler" "example" {
  name                   = "example"
  database_name          = aws_glue_catalog_database.example.name
  role                   = aws_iam_role.example.arn
  security_configuration = aws_glue_security_configuration.example.name
}
`,
  },
];
