import { textOf } from '../../terraform/convert.ts';
import { allHold } from '../judge.ts';
import { be, isAbsent, isSet, noneOf } from '../predicates.ts';
import type { Condition, ResourceCheck, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const provisioned: readonly Condition[] = [
  { attribute: 'billing_mode', is: be('PROVISIONED'), default: 'PROVISIONED' },
];

/** A table that no scaling policy is for: the policy names a target, which names the table. */
const fixedCapacity: ResourceCheck = {
  on: ['aws_dynamodb_table'],
  *resource(table, context) {
    if (allHold(table, provisioned) !== true) return;
    const targets = context.referring(table, 'aws_appautoscaling_target', 'resource_id');
    const scaled = targets.resources.some((target) => {
      const policies = context.referring(target, 'aws_appautoscaling_policy', 'resource_id');
      return policies.resources.length + policies.unsure.length > 0;
    });
    if (scaled || targets.unsure.length > 0) return;
    yield {
      at: table,
      message: 'The capacity of the table is fixed. Add a scaling policy, or let it be billed by request.',
    };
  },
};

/** A secret as text; the message does not repeat it. */
const writtenSecret: ResourceCheck = {
  on: ['aws_datasync_location_object_storage'],
  *resource(location) {
    const secret = location.get('secret_key');
    if (secret && textOf(secret))
      yield { at: secret, message: 'The secret stands in the code. Take it from a sensitive variable, and change it.' };
  },
};

export const dataStores: readonly Rule[] = [
  {
    id: 'aws/cache-default-subnet-group',
    title: 'A cache does not say in which subnets it stands',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Without a subnet group of its own the cache goes into the default VPC of the region, whose subnets are public and which everything else that says nothing shares.

Leave it where the default VPC is the one that is meant.`,
    refs: [docs('AmazonElastiCache/latest/dg/SubnetGroups.html'), registry('elasticache_cluster')],
    equivalents: ['checkov/CKV_AWS_323'],
    check: {
      on: ['aws_elasticache_cluster'],
      attribute: 'subnet_group_name',
      must: { ...noneOf('default'), text: 'the name of a subnet group of your own' },
      default: 'default',
      when: [{ attribute: 'replication_group_id', is: isAbsent(), missing: 'holds' }],
    },
    bad: `resource "aws_elasticache_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cluster_id = "example"
  engine     = "memcached"
  node_type  = "cache.t4g.micro"
}
`,
    good: `resource "aws_elasticache_cluster" "example" {
  cluster_id        = "example"
  engine            = "memcached"
  node_type         = "cache.t4g.micro"
  subnet_group_name = aws_elasticache_subnet_group.example.name
}
`,
  },
  {
    id: 'aws/datasync-secret-in-code',
    title: 'The secret of a storage location stands in the code',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `Whoever reads the repository, its history or the state reads the objects. A variable that is marked as sensitive keeps it out of the code; a role or an agent without a secret keeps it out of the state too.

There is no case where leaving it is right.`,
    refs: [docs('datasync/latest/userguide/create-object-location.html'), registry('datasync_location_object_storage')],
    equivalents: ['checkov/CKV_AWS_295'],
    check: writtenSecret,
    bad: `resource "aws_datasync_location_object_storage" "example" {
  agent_arns      = [aws_datasync_agent.example.arn]
  bucket_name     = "example"
  server_hostname = "storage.example.com"
  access_key      = "example"
  secret_key      = "example-secret"
                    ~~~~~~~~~~~~~~~~
}
`,
    good: `resource "aws_datasync_location_object_storage" "example" {
  agent_arns      = [aws_datasync_agent.example.arn]
  bucket_name     = "example"
  server_hostname = "storage.example.com"
  access_key      = "example"
  secret_key      = var.secret_key
}
`,
  },
  {
    id: 'aws/dynamodb-fixed-capacity',
    title: 'The capacity of a DynamoDB table is fixed',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `More requests than were reserved are refused, fewer are paid for all the same. A scaling policy moves the capacity with the load; on-demand mode needs none.

Leave it for tables whose load never changes.`,
    refs: [docs('amazondynamodb/latest/developerguide/AutoScaling.html'), registry('appautoscaling_policy')],
    equivalents: ['checkov/CKV2_AWS_16'],
    check: fixedCapacity,
    bad: `resource "aws_dynamodb_table" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name           = "example"
  hash_key       = "id"
  read_capacity  = 10
  write_capacity = 10
}
`,
    good: `resource "aws_dynamodb_table" "example" {
  name         = "example"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
}
`,
  },
  {
    id: 'aws/efs-access-point-root',
    title: 'An access point leads to the root of its file system',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `An access point is a door for one application. Without a directory of its own, the application sees what all others have stored.

Leave it for the one that looks after the file system, such as a backup.`,
    refs: [docs('efs/latest/ug/efs-access-points.html'), registry('efs_access_point')],
    equivalents: ['checkov/CKV_AWS_329'],
    check: {
      on: ['aws_efs_access_point'],
      attribute: 'root_directory.path',
      must: { ...noneOf('/', ''), text: 'a directory of its own' },
      default: '/',
    },
    bad: `resource "aws_efs_access_point" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  file_system_id = aws_efs_file_system.example.id
}
`,
    good: `resource "aws_efs_access_point" "example" {
  file_system_id = aws_efs_file_system.example.id

  root_directory {
    path = "/orders"
  }
}
`,
  },
  {
    id: 'aws/efs-access-point-without-user',
    title: 'An access point takes the user that its client claims to be',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `A client of NFS says itself which user it is: root, if it likes. With a user named at the access point, all that comes through it is that user, whatever the client says.

Leave it for the one that looks after the file system, such as a backup.`,
    refs: [docs('efs/latest/ug/enforce-identity-access-points.html'), registry('efs_access_point')],
    equivalents: ['checkov/CKV_AWS_330'],
    check: [
      ...(['gid', 'uid'] as const).map((attribute) => ({
        on: ['aws_efs_access_point'],
        attribute: `posix_user.${attribute}`,
        must: { ...isSet(), text: 'the number of a user or group' },
        so: 'so that no client says itself who it is',
      })),
    ],
    bad: `resource "aws_efs_access_point" "example" {
  file_system_id = aws_efs_file_system.example.id

  posix_user {
  ~~~~~~~~~~
    uid = 1000
  }
}
`,
    good: `resource "aws_efs_access_point" "example" {
  file_system_id = aws_efs_file_system.example.id

  posix_user {
    uid = 1000
    gid = 1000
  }
}
`,
  },
  {
    id: 'aws/identity-pool-guests',
    title: 'An identity pool gives credentials of AWS to guests',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Anybody who knows the number of the pool, which stands in the code of the app, gets credentials for the role of guests. If the role allows more than it should, that is open to the world.

Leave it for an app that works without a sign-in, with a role that allows nearly nothing.`,
    refs: [docs('cognito/latest/developerguide/identity-pools.html'), registry('cognito_identity_pool')],
    equivalents: ['checkov/CKV_AWS_366'],
    check: {
      on: ['aws_cognito_identity_pool'],
      attribute: 'allow_unauthenticated_identities',
      must: be(false),
      default: false,
      so: 'so that credentials are given after a sign-in only',
      effect: 'users without a sign-in are cut off',
    },
    bad: `resource "aws_cognito_identity_pool" "example" {
  identity_pool_name               = "example"
  allow_unauthenticated_identities = true
                                     ~~~~
}
`,
    good: `resource "aws_cognito_identity_pool" "example" {
  identity_pool_name               = "example"
  allow_unauthenticated_identities = false
}
`,
  },
  {
    id: 'aws/ledger-allows-all',
    title: 'A ledger of QLDB lets every user do everything',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `In the mode ALLOW_ALL, who may run a command on the ledger may run all of them, on every table. STANDARD goes by what IAM allows. AWS ended QLDB in July 2025: what is left of it should move.

Leave it until the ledger has moved.`,
    refs: [docs('qldb/latest/developerguide/getting-started-standard-mode.html'), registry('qldb_ledger')],
    equivalents: ['checkov/CKV_AWS_170'],
    check: {
      on: ['aws_qldb_ledger'],
      attribute: 'permissions_mode',
      must: be('STANDARD'),
      effect: 'users need permissions for commands and tables',
    },
    bad: `resource "aws_qldb_ledger" "example" {
  permissions_mode = "ALLOW_ALL"
                     ~~~~~~~~~~~
}
`,
    good: `resource "aws_qldb_ledger" "example" {
  permissions_mode = "STANDARD"
}
`,
  },
];
