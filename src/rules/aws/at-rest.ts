import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { allHold } from '../judge.ts';
import { be, isAbsent, matches, matchesNot, noBlock, noneOf, oneOf } from '../predicates.ts';
import type { Condition, Context, Expectation, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** Where a type says that what it stores is encrypted, and the checks of other tools that ask for it. */
interface Encryption extends Pick<Expectation, 'attribute' | 'within' | 'must' | 'default' | 'missing' | 'when'> {
  readonly on: readonly string[];
  readonly equivalents: readonly string[];
}

/** What is made from something else is encrypted as that is. */
const madeAfresh = (...sources: readonly string[]): readonly Condition[] =>
  sources.map((attribute) => ({ attribute, is: isAbsent(), missing: 'holds' }));

/** Since 18 February 2026 Aurora encrypts every new cluster, with a key that AWS owns where nothing else is said. */
const isAurora: Condition = { attribute: 'engine', is: matches(/^aurora/, 'Aurora'), missing: 'holds' };
const notAurora: Condition = { attribute: 'engine', is: matchesNot(/^aurora/, 'another engine than Aurora') };

const notRestored: Condition = { attribute: 'restore_to_point_in_time', is: noBlock() };

const fromScratch: readonly Condition[] = [
  notRestored,
  ...madeAfresh('snapshot_identifier', 'replication_source_identifier'),
  { attribute: 'engine_mode', is: noneOf('serverless'), missing: 'holds' },
];

const replaced: readonly Encryption[] = [
  {
    on: ['aws_db_instance'],
    attribute: 'storage_encrypted',
    must: be(true),
    default: false,
    when: [...madeAfresh('replicate_source_db', 'snapshot_identifier'), notRestored],
    equivalents: ['checkov/CKV_AWS_16', 'trivy/AWS-0080'],
  },
  {
    on: ['aws_rds_cluster'],
    attribute: 'storage_encrypted',
    must: be(true),
    default: false,
    when: [...fromScratch, notAurora],
    equivalents: ['checkov/CKV_AWS_96', 'trivy/AWS-0079'],
  },
  {
    on: ['aws_docdb_cluster'],
    attribute: 'storage_encrypted',
    must: be(true),
    default: false,
    when: [...madeAfresh('snapshot_identifier'), notRestored],
    equivalents: ['checkov/CKV_AWS_74', 'trivy/AWS-0021'],
  },
  {
    on: ['aws_neptune_cluster'],
    attribute: 'storage_encrypted',
    must: be(true),
    default: false,
    when: madeAfresh('snapshot_identifier', 'replication_source_identifier'),
    equivalents: ['checkov/CKV_AWS_44', 'trivy/AWS-0076'],
  },
  {
    on: ['aws_docdb_global_cluster', 'aws_neptune_global_cluster', 'aws_rds_global_cluster'],
    attribute: 'storage_encrypted',
    must: be(true),
    default: false,
    when: madeAfresh('source_db_cluster_identifier'),
    equivalents: ['checkov/CKV_AWS_140', 'checkov/CKV_AWS_292'],
  },
  {
    on: ['aws_redshift_cluster'],
    attribute: 'encrypted',
    must: be(true),
    missing: 'passes',
    equivalents: ['checkov/CKV_AWS_64', 'trivy/AWS-0084'],
  },
  {
    on: ['aws_dax_cluster'],
    attribute: 'server_side_encryption.enabled',
    must: be(true),
    default: false,
    equivalents: ['checkov/CKV_AWS_47', 'trivy/AWS-0023'],
  },
  {
    on: ['aws_efs_file_system'],
    attribute: 'encrypted',
    must: be(true),
    default: false,
    equivalents: ['checkov/CKV_AWS_42', 'trivy/AWS-0037'],
  },
  {
    on: ['aws_elasticache_replication_group'],
    attribute: 'at_rest_encryption_enabled',
    must: be(true),
    default: false,
    when: [
      ...madeAfresh('global_replication_group_id'),
      // Valkey is encrypted unless it is said otherwise.
      { attribute: 'engine', is: noneOf('valkey'), missing: 'holds' },
    ],
    equivalents: ['checkov/CKV_AWS_29', 'trivy/AWS-0045'],
  },
  {
    on: ['aws_elasticache_replication_group'],
    attribute: 'at_rest_encryption_enabled',
    must: be(true),
    missing: 'passes',
    when: [{ attribute: 'engine', is: be('valkey') }],
    equivalents: [],
  },
];

const kept: readonly Encryption[] = [
  {
    on: ['aws_kinesis_stream'],
    attribute: 'encryption_type',
    must: oneOf('KMS'),
    default: 'NONE',
    equivalents: ['checkov/CKV_AWS_43', 'trivy/AWS-0064'],
  },
  {
    on: ['aws_kinesis_firehose_delivery_stream'],
    attribute: 'server_side_encryption.enabled',
    must: be(true),
    default: false,
    // Of what comes from a stream, the stream is encrypted.
    when: [
      { attribute: 'kinesis_source_configuration', is: noBlock() },
      { attribute: 'msk_source_configuration', is: noBlock() },
    ],
    equivalents: ['checkov/CKV_AWS_240'],
  },
  {
    on: ['aws_elasticsearch_domain', 'aws_opensearch_domain'],
    attribute: 'encrypt_at_rest.enabled',
    must: be(true),
    default: false,
    equivalents: ['checkov/CKV_AWS_5', 'trivy/AWS-0048'],
  },
  {
    on: ['aws_dlm_lifecycle_policy'],
    within: 'policy_details.action.cross_region_copy.encryption_configuration',
    attribute: 'encrypted',
    must: be(true),
    default: false,
    equivalents: ['checkov/CKV_AWS_253'],
  },
  {
    on: ['aws_dlm_lifecycle_policy'],
    within: 'policy_details.schedule.cross_region_copy_rule',
    attribute: 'encrypted',
    must: be(true),
    default: false,
    equivalents: ['checkov/CKV_AWS_255'],
  },
];

const named = (rows: readonly Encryption[]) => rows.flatMap(({ equivalents }) => equivalents);

const checks = (rows: readonly Encryption[], effect: string): readonly Expectation[] =>
  rows.map(({ equivalents: _, ...row }) => ({
    ...row,
    so: 'so that disks, backups and copies are unreadable without a key',
    effect,
  }));

/** A snapshot is encrypted as its cluster is. */
function* plainSnapshot(snapshot: Resource, context: Context): Iterable<Report> {
  const source = snapshot.get('db_cluster_identifier');
  const cluster = context.find(source, 'aws_neptune_cluster') ?? context.find(source, 'aws_rds_cluster');
  if (!cluster || allHold(cluster, fromScratch) !== true) return;
  if (cluster.type === 'aws_rds_cluster' && allHold(cluster, [notAurora]) !== true) return;
  const encrypted = cluster.get('storage_encrypted');
  if (encrypted && textOf(encrypted) !== 'false') return;
  yield {
    at: source ?? snapshot,
    message: 'The snapshot is of a cluster that is not encrypted, and is not encrypted either. Encrypt the cluster.',
    related: [{ at: encrypted?.origin.at ?? cluster.location, message: 'The cluster is not encrypted' }],
  };
}

export const atRest: readonly Rule[] = [
  {
    id: 'aws/aurora-encryption-unsaid',
    title: 'Whether an Aurora cluster is encrypted hangs on when it was made',
    severity: 'info',
    pillar: 'data',
    recommended: true,
    why: `Since 18 February 2026 Aurora encrypts every new cluster with a key that AWS owns. One that is older and was not told to stays in plain text, with its snapshots and backups, and in the code both look the same. Written down, the key is one of the account's, whose uses are logged.

Leave it where the cluster is newer than that, and a key that AWS owns is good enough.`,
    refs: [docs('AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html'), registry('rds_cluster')],
    equivalents: ['checkov/CKV_AWS_96', 'trivy/AWS-0079'],
    check: {
      on: ['aws_rds_cluster'],
      attribute: 'storage_encrypted',
      must: be(true),
      default: false,
      when: [...fromScratch, isAurora],
      so: 'so that the cluster is encrypted, however old it is',
      effect: 'Terraform replaces a cluster that is not encrypted: move the data first',
    },
    bad: `resource "aws_rds_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  engine = "aurora-postgresql"
}
`,
    good: `resource "aws_rds_cluster" "example" {
  engine            = "aurora-postgresql"
  storage_encrypted = true
}
`,
  },
  {
    id: 'aws/cluster-snapshot-unencrypted',
    title: 'A snapshot of a database is not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `A snapshot holds all the data, is kept long and is easily copied to another account or region. It cannot be encrypted afterwards: it is as its cluster was.

Leave it while the data is on its way to an encrypted cluster, which a copy of the snapshot with a key starts.`,
    refs: [docs('AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html'), registry('db_cluster_snapshot')],
    equivalents: ['checkov/CKV_AWS_146', 'checkov/CKV_AWS_279', 'checkov/CKV_AWS_280'],
    check: { on: ['aws_db_cluster_snapshot', 'aws_neptune_cluster_snapshot'], resource: plainSnapshot },
    bad: `resource "aws_neptune_cluster" "example" {
  cluster_identifier = "example"
}

resource "aws_neptune_cluster_snapshot" "example" {
  db_cluster_identifier          = aws_neptune_cluster.example.id
                                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  db_cluster_snapshot_identifier = "example"
}
`,
    good: `resource "aws_neptune_cluster" "example" {
  cluster_identifier = "example"
  storage_encrypted  = true
}

resource "aws_neptune_cluster_snapshot" "example" {
  db_cluster_identifier          = aws_neptune_cluster.example.id
  db_cluster_snapshot_identifier = "example"
}
`,
  },
  {
    id: 'aws/database-unencrypted',
    title: 'A database, cache or file system is not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Disks, snapshots, backups and replicas hold the data in plain text, and whoever gets hold of one reads it. Most of these types encrypt only if they are told to when they are made; later it takes a new one, with the data moved. It costs nothing, and nobody who uses them notices.

Leave it until the data can be moved, if it is of use to no one else.`,
    refs: [docs('AmazonRDS/latest/UserGuide/Overview.Encryption.html'), docs('efs/latest/ug/encryption.html')],
    equivalents: named(replaced).sort(),
    check: checks(replaced, 'Terraform replaces it: move the data first'),
    bad: `resource "aws_efs_file_system" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  creation_token = "example"
}
`,
    good: `resource "aws_efs_file_system" "example" {
  creation_token = "example"
  encrypted      = true
}
`,
  },
  {
    id: 'aws/stream-unencrypted',
    title: 'A stream, search domain or copied snapshot is not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `What these services store lies on their disks in plain text, and copies of snapshots in another region do too. Encryption can be switched on while they run.

Leave it where all that passes through is public anyway.`,
    refs: [
      docs('streams/latest/dev/server-side-encryption.html'),
      docs('opensearch-service/latest/developerguide/encryption-at-rest.html'),
    ],
    equivalents: named(kept).sort(),
    check: checks(kept, 'calls of the key are billed'),
    bad: `resource "aws_kinesis_firehose_delivery_stream" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name        = "example"
  destination = "extended_s3"
}
`,
    good: `resource "aws_kinesis_firehose_delivery_stream" "example" {
  name        = "example"
  destination = "extended_s3"

  server_side_encryption {
    enabled = true
  }
}
`,
  },
  ...(
    [
      ['root', 'root_volume_encryption_enabled', 'checkov/CKV_AWS_156'],
      ['user', 'user_volume_encryption_enabled', 'checkov/CKV_AWS_155'],
    ] as const
  ).map(
    ([volume, attribute, equivalent]): Rule => ({
      id: `aws/workspace-${volume}-volume-unencrypted`,
      title: `The ${volume} volume of a WorkSpace is not encrypted`,
      severity: 'warning',
      pillar: 'data',
      recommended: true,
      why: `A desktop holds what people work with: documents, mails, sign-ins of browsers. Its volumes and their snapshots are in plain text unless they are encrypted when the WorkSpace is made.

Leave it for a desktop that shows public pages only.`,
      refs: [docs('workspaces/latest/adminguide/encrypt-workspaces.html'), registry('workspaces_workspace')],
      equivalents: [equivalent, 'trivy/AWS-0109'],
      check: {
        on: ['aws_workspaces_workspace'],
        attribute,
        must: be(true),
        default: false,
        effect: 'Terraform replaces the WorkSpace',
      },
      bad: `resource "aws_workspaces_workspace" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  directory_id = aws_workspaces_directory.example.id
  bundle_id    = "wsb-example"
  user_name    = "example"
}
`,
      good: `resource "aws_workspaces_workspace" "example" {
  directory_id                   = aws_workspaces_directory.example.id
  bundle_id                      = "wsb-example"
  user_name                      = "example"
  ${attribute} = true
}
`,
    }),
  ),
];
