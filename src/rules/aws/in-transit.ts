import { be, each, isAbsent, isSet, matches, noneOf, oneOf, preferring } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** Where a type says that its clients must use TLS, and the checks of other tools that ask for it. */
interface Transit
  extends Pick<Expectation, 'attribute' | 'within' | 'must' | 'default' | 'missing' | 'when' | 'effect'> {
  readonly on: readonly string[];
  readonly equivalents: readonly string[];
}

const refuses = 'clients that do not use TLS are refused';
const replaces = 'Terraform replaces the cluster, and clients must use TLS';

const rows: readonly Transit[] = [
  {
    on: ['aws_elasticache_replication_group'],
    attribute: 'transit_encryption_enabled',
    must: be(true),
    default: false,
    when: [
      { attribute: 'global_replication_group_id', is: isAbsent(), missing: 'holds' },
      // Valkey takes TLS unless it is said otherwise.
      { attribute: 'engine', is: noneOf('valkey'), missing: 'holds' },
    ],
    effect: refuses,
    equivalents: ['checkov/CKV_AWS_30', 'checkov/CKV_AWS_31', 'trivy/AWS-0051'],
  },
  {
    on: ['aws_elasticache_replication_group'],
    attribute: 'transit_encryption_enabled',
    must: be(true),
    missing: 'passes',
    when: [{ attribute: 'engine', is: be('valkey') }],
    effect: refuses,
    equivalents: [],
  },
  {
    on: ['aws_memorydb_cluster'],
    attribute: 'tls_enabled',
    must: be(true),
    default: true,
    effect: replaces,
    equivalents: ['checkov/CKV_AWS_202'],
  },
  {
    on: ['aws_dax_cluster'],
    attribute: 'cluster_endpoint_encryption_type',
    must: be('TLS'),
    default: 'NONE',
    effect: replaces,
    equivalents: ['checkov/CKV_AWS_239'],
  },
  {
    on: ['aws_msk_cluster'],
    attribute: 'encryption_info.encryption_in_transit.client_broker',
    must: be('TLS'),
    default: 'TLS',
    effect: refuses,
    equivalents: ['checkov/CKV_AWS_81', 'trivy/AWS-0073'],
  },
  {
    on: ['aws_msk_cluster'],
    attribute: 'encryption_info.encryption_in_transit.in_cluster',
    must: be(true),
    default: true,
    effect: replaces,
    equivalents: ['checkov/CKV_AWS_81', 'trivy/AWS-0073'],
  },
  {
    on: ['aws_docdb_cluster_parameter_group'],
    within: 'parameter',
    attribute: 'value',
    must: noneOf('disabled'),
    missing: 'passes',
    when: [{ attribute: 'name', is: be('tls') }],
    equivalents: ['checkov/CKV_AWS_90'],
  },
  {
    on: ['aws_db_proxy'],
    attribute: 'require_tls',
    must: be(true),
    default: false,
    effect: refuses,
    equivalents: [],
  },
  {
    on: ['aws_elasticsearch_domain', 'aws_opensearch_domain'],
    attribute: 'domain_endpoint_options.enforce_https',
    must: be(true),
    default: true,
    effect: 'requests over HTTP are refused',
    equivalents: ['checkov/CKV_AWS_83', 'trivy/AWS-0046'],
  },
  {
    on: ['aws_cloudsearch_domain'],
    attribute: 'endpoint_options.enforce_https',
    must: be(true),
    default: false,
    effect: 'requests over HTTP are refused',
    equivalents: ['checkov/CKV_AWS_220'],
  },
  {
    on: ['aws_ses_configuration_set', 'aws_sesv2_configuration_set'],
    attribute: 'delivery_options.tls_policy',
    must: matches(/^require$/i, '"Require"'),
    default: 'Optional',
    equivalents: ['checkov/CKV_AWS_365'],
  },
];

/** Where a migration says that it uses TLS: most engines by one argument, some by their settings, the rest always do. */
const migration: readonly Expectation[] = [
  {
    on: ['aws_dms_endpoint'],
    attribute: 'ssl_mode',
    must: preferring('require', oneOf('require', 'verify-ca', 'verify-full')),
    default: 'none',
    when: [
      {
        attribute: 'engine_name',
        is: matches(
          /^(?:aurora|aurora-postgresql|azure-sql-managed-instance|azuredb|babelfish|db2|db2-zos|docdb|mariadb|mongodb|mysql|oracle|postgres|sqlserver|sybase)$/,
          'a database with ssl_mode',
        ),
      },
    ],
    effect: 'the database must offer TLS; some engines ask for verify-ca and a certificate',
  },
  {
    on: ['aws_dms_endpoint'],
    attribute: 'kafka_settings.security_protocol',
    must: preferring('ssl-encryption', oneOf('ssl-encryption', 'ssl-authentication', 'sasl-ssl')),
    when: [{ attribute: 'engine_name', is: be('kafka') }],
    effect: 'the brokers must offer TLS',
  },
  {
    on: ['aws_dms_endpoint'],
    attribute: 'redis_settings.ssl_security_protocol',
    must: be('ssl-encryption'),
    default: 'ssl-encryption',
    effect: 'the server must offer TLS',
  },
];

export const inTransit: readonly Rule[] = [
  {
    id: 'aws/cache-without-password',
    title: 'Whoever reaches a cache may use it',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Without a token or user groups the security group is the only lock: every machine behind it reads and empties the cache. User groups give each application a user with commands and keys of its own; a token is one password for all.

Leave it where a single application stands behind the security group.`,
    refs: [docs('AmazonElastiCache/latest/dg/Clusters.RBAC.html'), registry('elasticache_replication_group')],
    equivalents: ['checkov/CKV_AWS_31'],
    check: [
      {
        on: ['aws_elasticache_replication_group'],
        attribute: ['auth_token', 'user_group_ids'],
        must: { ...isSet(), text: 'a token, or user_group_ids must name groups of users' },
      },
      {
        on: ['aws_elasticache_serverless_cache'],
        attribute: 'user_group_id',
        must: { ...isSet(), text: 'a group of users' },
        when: [{ attribute: 'engine', is: noneOf('memcached') }],
      },
      {
        on: ['aws_memorydb_cluster'],
        attribute: 'acl_name',
        must: { ...noneOf('open-access'), text: 'a list of users' },
      },
    ],
    bad: `resource "aws_elasticache_replication_group" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  replication_group_id       = "example"
  description                = "Sessions"
  transit_encryption_enabled = true
}
`,
    good: `resource "aws_elasticache_replication_group" "example" {
  replication_group_id       = "example"
  description                = "Sessions"
  transit_encryption_enabled = true
  user_group_ids             = [aws_elasticache_user_group.example.user_group_id]
}
`,
  },
  {
    id: 'aws/migration-without-tls',
    title: 'A migration reads or writes a database without TLS',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `The whole database, and the password of a user who may read it all, goes over the network in plain text, often from another site.

Leave it for engines that do not take TLS, over a line that is encrypted itself.`,
    refs: [docs('dms/latest/userguide/CHAP_Security.SSL.html'), registry('dms_endpoint')],
    equivalents: ['checkov/CKV2_AWS_49'],
    check: migration,
    bad: `resource "aws_dms_endpoint" "example" {
  endpoint_id   = "example"
  endpoint_type = "source"
  engine_name   = "postgres"
  ssl_mode      = "none"
                  ~~~~~~
}
`,
    good: `resource "aws_dms_endpoint" "example" {
  endpoint_id   = "example"
  endpoint_type = "source"
  engine_name   = "postgres"
  ssl_mode      = "require"
}
`,
  },
  {
    id: 'aws/old-tls-policy',
    title: 'A search domain accepts outdated versions of TLS',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `TLS 1.0 and 1.1 have flaws that later versions do not have. The policy says what the domain accepts; what it takes when nothing is said still lets them in.

Leave it while the last old client is being replaced.`,
    refs: [
      docs('opensearch-service/latest/developerguide/infrastructure-security.html'),
      registry('opensearch_domain'),
    ],
    equivalents: ['checkov/CKV_AWS_218', 'checkov/CKV_AWS_228', 'trivy/AWS-0126'],
    check: [
      {
        on: ['aws_elasticsearch_domain', 'aws_opensearch_domain'],
        attribute: 'domain_endpoint_options.tls_security_policy',
        must: preferring(
          'Policy-Min-TLS-1-2-PFS-2023-10',
          matches(/^Policy-Min-TLS-1-[2-9]/, 'a policy of TLS 1.2 or later, such as "Policy-Min-TLS-1-2-PFS-2023-10"'),
        ),
        default: 'Policy-Min-TLS-1-0-2019-07',
        effect: 'clients without TLS 1.2 are refused',
      },
      {
        on: ['aws_cloudsearch_domain'],
        attribute: 'endpoint_options.tls_security_policy',
        must: be('Policy-Min-TLS-1-2-2019-07'),
        default: 'Policy-Min-TLS-1-0-2019-07',
        effect: 'clients without TLS 1.2 are refused',
      },
    ],
    bad: `resource "aws_opensearch_domain" "example" {
  domain_name = "example"

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "aws_opensearch_domain" "example" {
  domain_name = "example"

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
  }
}
`,
  },
  {
    id: 'aws/search-nodes-unencrypted',
    title: 'The nodes of a search domain talk to each other in plain text',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Whatever is stored goes from node to node when it is copied, moved and searched. Encrypted it costs nothing that is noticed, and fine-grained access control demands it.

Leave it for a domain of one node.`,
    refs: [docs('opensearch-service/latest/developerguide/ntn.html'), registry('opensearch_domain')],
    equivalents: ['checkov/CKV_AWS_6', 'trivy/AWS-0043'],
    check: {
      on: ['aws_elasticsearch_domain', 'aws_opensearch_domain'],
      attribute: 'node_to_node_encryption.enabled',
      must: be(true),
      default: false,
      effect: 'it cannot be switched off again',
    },
    bad: `resource "aws_opensearch_domain" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  domain_name = "example"
}
`,
    good: `resource "aws_opensearch_domain" "example" {
  domain_name = "example"

  node_to_node_encryption {
    enabled = true
  }
}
`,
  },
  {
    id: 'aws/transfer-unencrypted-protocol',
    title: 'A transfer server speaks plain FTP',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `FTP sends passwords and files in plain text over every network on the way. SFTP and FTPS do the same work encrypted.

Leave it inside a VPC, for a machine that knows nothing else.`,
    refs: [docs('transfer/latest/userguide/create-server-ftp.html'), registry('transfer_server')],
    equivalents: ['checkov/CKV_AWS_357'],
    check: {
      on: ['aws_transfer_server'],
      attribute: 'protocols',
      must: { ...each(noneOf('FTP')), text: 'SFTP, FTPS or AS2' },
      missing: 'passes',
    },
    bad: `resource "aws_transfer_server" "example" {
  protocols = ["SFTP", "FTP"]
                       ~~~~~
}
`,
    good: `resource "aws_transfer_server" "example" {
  protocols = ["SFTP"]
}
`,
  },
  {
    id: 'aws/unencrypted-in-transit',
    title: 'A service lets its clients talk to it in plain text',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Passwords and data are readable to whoever stands between: a machine that was broken into, a mirror of the traffic, a network that is routed elsewhere. With TLS demanded, a client that forgets it is refused instead.

Leave it while the last old client is being replaced.`,
    refs: [
      docs('AmazonElastiCache/latest/dg/in-transit-encryption.html'),
      docs('msk/latest/developerguide/msk-encryption.html'),
    ],
    equivalents: [...new Set(rows.flatMap(({ equivalents }) => equivalents))].sort(),
    check: rows.map(({ equivalents: _, ...row }) => ({ ...row, so: 'so that all traffic is encrypted' })),
    bad: `resource "aws_elasticache_replication_group" "example" {
  replication_group_id       = "example"
  description                = "Sessions"
  transit_encryption_enabled = false
                               ~~~~~
}
`,
    good: `resource "aws_elasticache_replication_group" "example" {
  replication_group_id       = "example"
  description                = "Sessions"
  transit_encryption_enabled = true
}
`,
  },
];
