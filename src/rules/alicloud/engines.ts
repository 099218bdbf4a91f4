import { atLeast, be, isAbsent, isSet, noneOf, oneOf, preferring } from '../predicates.ts';
import type { Condition, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const instance = registry('db_instance');
const mongo = ['alicloud_mongodb_instance', 'alicloud_mongodb_sharding_instance'];

const without = (attribute: string): Condition => ({ attribute, is: isAbsent(), missing: 'holds' });

export const engines: readonly Rule[] = [
  {
    id: 'alicloud/elasticsearch-plain-http',
    title: 'Elasticsearch answers over HTTP',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Queries, what they find, and the password with each of them go over the network unencrypted. The default is HTTP.

Leave it for a client inside the VPC that cannot speak HTTPS.`,
    refs: [
      help('en/elasticsearch/latest/access-control-methods-for-elasticsearch-clusters'),
      registry('elasticsearch_instance'),
    ],
    equivalents: [],
    check: {
      on: ['alicloud_elasticsearch_instance'],
      attribute: 'protocol',
      must: be('HTTPS'),
      default: 'HTTP',
      so: 'for queries to be encrypted',
      effect: 'the instance restarts, and clients need the new address',
    },
    bad: `resource "alicloud_elasticsearch_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  version    = "7.10_with_X-Pack"
  vswitch_id = alicloud_vswitch.data.id
}
`,
    good: `resource "alicloud_elasticsearch_instance" "example" {
  version    = "7.10_with_X-Pack"
  vswitch_id = alicloud_vswitch.data.id
  protocol   = "HTTPS"
}
`,
  },
  {
    id: 'alicloud/kibana-public',
    title: 'Kibana answers on the internet',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Kibana shows and changes all that is in the cluster. Its public address is on by default; once the whitelist names anybody, one password is left in the way. A whitelist that nobody wrote lets nobody in, so that is not reported.

Leave it where its whitelist names the office, and nothing else is possible yet.`,
    refs: [
      help('en/elasticsearch/latest/access-control-methods-for-elasticsearch-clusters'),
      registry('elasticsearch_instance'),
    ],
    equivalents: [],
    check: {
      on: ['alicloud_elasticsearch_instance'],
      attribute: 'enable_kibana_public_network',
      must: be(false),
      default: true,
      when: [{ attribute: 'kibana_whitelist', is: isSet() }],
      so: 'for Kibana to be reached from the VPC only',
      effect: 'whoever comes from outside is cut off',
    },
    bad: `resource "alicloud_elasticsearch_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  version          = "7.10_with_X-Pack"
  vswitch_id       = alicloud_vswitch.data.id
  kibana_whitelist = ["192.0.2.0/24"]
}
`,
    good: `resource "alicloud_elasticsearch_instance" "example" {
  version                      = "7.10_with_X-Pack"
  vswitch_id                   = alicloud_vswitch.data.id
  kibana_whitelist             = ["192.0.2.0/24"]
  enable_kibana_public_network = false
}
`,
  },
  {
    id: 'alicloud/mongodb-classic-network',
    title: 'A MongoDB instance is in no VPC',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `The classic network is shared by all customers of a region; only the whitelist keeps the others out. An instance with a vSwitch or a VPC is in a VPC also where \`network_type\` is not written.

Leave it for an old instance until it is moved.`,
    refs: [registry('mongodb_instance')],
    equivalents: ['checkov/CKV_ALI_41'],
    check: [
      {
        on: mongo,
        attribute: 'network_type',
        must: be('VPC'),
        missing: 'passes',
        so: 'for the instance to be in a VPC',
        effect: 'Terraform replaces the instance',
      },
      {
        on: mongo,
        attribute: 'vswitch_id',
        must: isSet(),
        when: [without('vpc_id'), without('network_type')],
        so: 'for the instance to be in a VPC',
      },
    ],
    bad: `resource "alicloud_mongodb_instance" "example" {
  engine_version      = "7.0"
  db_instance_class   = "mdb.shard.2x.large.d"
  db_instance_storage = 20
  network_type        = "Classic"
                        ~~~~~~~~~
}
`,
    good: `resource "alicloud_mongodb_instance" "example" {
  engine_version      = "7.0"
  db_instance_class   = "mdb.shard.2x.large.d"
  db_instance_storage = 20
  network_type        = "VPC"
}
`,
  },
  {
    id: 'alicloud/postgresql-trusted-login',
    title: 'PostgreSQL lets people in without a password',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `An entry of the method \`trust\` believes whoever connects that they are the user they say. With \`password\` the password goes over the wire as it is.

There is no case where leaving it is right: \`scram-sha-256\` works with every current client.`,
    refs: [instance],
    equivalents: [],
    check: {
      on: ['alicloud_db_instance', 'alicloud_rds_clone_db_instance', 'alicloud_rds_upgrade_db_instance'],
      attribute: 'pg_hba_conf.method',
      must: preferring('scram-sha-256', noneOf('trust', 'password')),
      missing: 'passes',
      so: 'for users to prove who they are',
      effect: 'whoever has no password is kept out',
    },
    bad: `resource "alicloud_db_instance" "example" {
  engine           = "PostgreSQL"
  engine_version   = "16.0"
  instance_type    = "pg.n2.2c.2m"
  instance_storage = 50

  pg_hba_conf {
    type        = "host"
    database    = "all"
    user        = "all"
    address     = "10.0.0.0/16"
    method      = "trust"
                  ~~~~~~~
    priority_id = 1
  }
}
`,
    good: `resource "alicloud_db_instance" "example" {
  engine           = "PostgreSQL"
  engine_version   = "16.0"
  instance_type    = "pg.n2.2c.2m"
  instance_storage = 50

  pg_hba_conf {
    type        = "host"
    database    = "all"
    user        = "all"
    address     = "10.0.0.0/16"
    method      = "scram-sha-256"
    priority_id = 1
  }
}
`,
  },
  {
    id: 'alicloud/rds-basic-edition',
    title: 'A database has no second node',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `The Basic Edition runs on one node: a failure of it, and each maintenance, is an outage of minutes to hours. The High-availability Edition switches over to a second node, in another zone where one is named.

Leave it for tests, and for what may stand still for a while.`,
    refs: [instance],
    equivalents: [],
    check: {
      on: ['alicloud_db_instance'],
      attribute: 'category',
      must: noneOf('Basic', 'serverless_basic'),
      missing: 'passes',
      so: 'for the database to outlast the failure of a node',
    },
    bad: `resource "alicloud_db_instance" "example" {
  engine           = "MySQL"
  engine_version   = "8.0"
  instance_type    = "mysql.n2.medium.1"
  instance_storage = 50
  category         = "Basic"
                     ~~~~~~~
}
`,
    good: `resource "alicloud_db_instance" "example" {
  engine           = "MySQL"
  engine_version   = "8.0"
  instance_type    = "mysql.n2.medium.2c"
  instance_storage = 50
  category         = "HighAvailability"
}
`,
  },
  {
    id: 'alicloud/rds-manual-minor-upgrades',
    title: 'A database gets minor versions by hand only',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Minor versions of the engine carry the fixes of its faults. With \`Auto\` they come in the maintenance window; otherwise somebody has to think of it, until Alibaba Cloud upgrades by force.

Leave it where upgrades are tested and applied on a plan.`,
    refs: [help('doc-detail/123605.htm'), instance],
    equivalents: ['checkov/CKV_ALI_30'],
    check: {
      on: ['alicloud_db_instance', 'alicloud_rds_clone_db_instance', 'alicloud_rds_upgrade_db_instance'],
      attribute: 'auto_upgrade_minor_version',
      must: be('Auto'),
      so: 'for fixes to come by themselves',
      effect: 'upgrades interrupt connections in the maintenance window',
    },
    bad: `resource "alicloud_db_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  engine           = "MySQL"
  engine_version   = "8.0"
  instance_type    = "mysql.n2.medium.2c"
  instance_storage = 50
}
`,
    good: `resource "alicloud_db_instance" "example" {
  engine                     = "MySQL"
  engine_version             = "8.0"
  instance_type              = "mysql.n2.medium.2c"
  instance_storage           = 50
  auto_upgrade_minor_version = "Auto"
}
`,
  },
  {
    id: 'alicloud/rds-without-sql-audit',
    title: 'The statements of a database are not kept for half a year',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `SQL Explorer and Audit records each statement with who sent it, so that a leak can be traced and a wrong change be found. China's rules on graded protection ask for six months; the default keeps thirty days. It is billed by volume, and takes some of the instance's power.

Leave it where no rule asks for it and nobody would read it.`,
    refs: [help('doc-detail/53617.htm'), instance],
    equivalents: ['checkov/CKV_ALI_25'],
    check: [
      {
        on: ['alicloud_db_instance'],
        attribute: 'sql_collector_status',
        must: be('Enabled'),
        default: 'Disabled',
        so: 'for statements to be recorded',
        effect: 'it is billed by volume',
      },
      {
        on: ['alicloud_db_instance'],
        attribute: 'sql_collector_config_value',
        must: preferring(180, atLeast(180)),
        default: 30,
        when: [{ attribute: 'sql_collector_status', is: be('Enabled') }],
        so: 'for statements to be kept for half a year',
        effect: 'it is billed by volume',
      },
    ],
    bad: `resource "alicloud_db_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  engine           = "MySQL"
  engine_version   = "8.0"
  instance_type    = "mysql.n2.medium.2c"
  instance_storage = 50
}
`,
    good: `resource "alicloud_db_instance" "example" {
  engine                     = "MySQL"
  engine_version             = "8.0"
  instance_type              = "mysql.n2.medium.2c"
  instance_storage           = 50
  sql_collector_status       = "Enabled"
  sql_collector_config_value = 180
}
`,
  },
  {
    id: 'alicloud/redis-single-node',
    title: 'A cache runs on one node',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Without a replica a failure empties the cache and leaves the application without it until a new node is there.

Leave it for a cache that the application can do without for some minutes.`,
    refs: [help('en/redis/security-whitepaper'), registry('kvstore_instance')],
    equivalents: [],
    check: {
      on: ['alicloud_kvstore_instance', 'alicloud_redis_tair_instance'],
      attribute: 'node_type',
      must: preferring('MASTER_SLAVE', noneOf('STAND_ALONE', 'single')),
      missing: 'passes',
      so: 'for the cache to outlast the failure of a node',
      effect: 'Terraform replaces the instance',
    },
    bad: `resource "alicloud_kvstore_instance" "example" {
  instance_class = "redis.master.small.default"
  vswitch_id     = alicloud_vswitch.data.id
  node_type      = "STAND_ALONE"
                   ~~~~~~~~~~~~~
}
`,
    good: `resource "alicloud_kvstore_instance" "example" {
  instance_class = "redis.master.small.default"
  vswitch_id     = alicloud_vswitch.data.id
  node_type      = "MASTER_SLAVE"
}
`,
  },
  {
    id: 'alicloud/redis-without-password',
    title: 'A cache in the VPC asks for no password',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `With password-free access whoever gets into the VPC, through any machine or container in it, reads and changes all that is in the cache: sessions, tokens, queues.

Leave it for an old client that cannot send a password, with a whitelist of that client only.`,
    refs: [help('en/redis/security-whitepaper'), registry('kvstore_instance'), registry('redis_tair_instance')],
    equivalents: [],
    check: {
      on: ['alicloud_kvstore_instance', 'alicloud_redis_tair_instance'],
      attribute: 'vpc_auth_mode',
      must: preferring('Open', noneOf('Close')),
      missing: 'passes',
      so: 'for clients to need the password',
      effect: 'clients without the password are cut off',
    },
    bad: `resource "alicloud_kvstore_instance" "example" {
  instance_class = "redis.master.small.default"
  vswitch_id     = alicloud_vswitch.data.id
  vpc_auth_mode  = "Close"
                   ~~~~~~~
}
`,
    good: `resource "alicloud_kvstore_instance" "example" {
  instance_class = "redis.master.small.default"
  vswitch_id     = alicloud_vswitch.data.id
  vpc_auth_mode  = "Open"
}
`,
  },
  {
    id: 'alicloud/redis-without-tls',
    title: 'A cache answers over unencrypted connections',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `What the application keeps in the cache, and the password, can be read on the way to it. TLS is to be had for certain editions and versions only, and costs some speed.

Leave it inside a VPC of one's own that is connected to nothing.`,
    refs: [
      help('en/redis/user-guide/enable-tls-encryption'),
      registry('kvstore_instance'),
      registry('redis_tair_instance'),
    ],
    equivalents: [],
    check: [
      {
        on: ['alicloud_kvstore_instance'],
        attribute: 'ssl_enable',
        must: preferring('Enable', oneOf('Enable', 'Update')),
        so: 'for connections to be encrypted',
        effect: 'the instance restarts',
      },
      {
        on: ['alicloud_redis_tair_instance'],
        attribute: 'ssl_enabled',
        must: preferring('Enable', oneOf('Enable', 'Update')),
        so: 'for connections to be encrypted',
        effect: 'the instance restarts',
      },
    ],
    bad: `resource "alicloud_kvstore_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  instance_class = "redis.master.small.default"
  vswitch_id     = alicloud_vswitch.data.id
}
`,
    good: `resource "alicloud_kvstore_instance" "example" {
  instance_class = "redis.master.small.default"
  vswitch_id     = alicloud_vswitch.data.id
  ssl_enable     = "Enable"
}
`,
  },
];
