import { be, isAbsent, noneOf, oneOf, preferring } from '../predicates.ts';
import type { Condition, Expectation, Rule } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { help, registry } from './refs.ts';

const instance = registry('db_instance');
const mongo = ['alicloud_mongodb_instance', 'alicloud_mongodb_sharding_instance'];

const without = (attribute: string): Condition => ({ attribute, is: isAbsent(), missing: 'holds' });

/** What each engine calls the protection against being released. */
const protections: readonly {
  readonly on: readonly string[];
  readonly attribute: string;
  readonly right: boolean | number;
}[] = [
  {
    on: ['alicloud_db_instance', 'alicloud_db_readonly_instance', 'alicloud_hbase_instance'],
    attribute: 'deletion_protection',
    right: true,
  },
  { on: ['alicloud_polardb_cluster'], attribute: 'deletion_lock', right: 1 },
  { on: ['alicloud_kvstore_instance'], attribute: 'instance_release_protection', right: true },
  { on: mongo, attribute: 'db_instance_release_protection', right: true },
  { on: ['alicloud_lindorm_instance'], attribute: 'deletion_proection', right: true },
];

/** Instances paid in advance have no such protection. */
const onDemand: Condition = {
  attribute: ['instance_charge_type', 'payment_type', 'pay_type'],
  is: noneOf('PrePaid', 'Subscription'),
  missing: 'holds',
};

export const database: readonly Rule[] = [
  {
    id: 'alicloud/database-public-endpoint',
    title: 'A database has an endpoint on the internet',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `With a public endpoint only the whitelist and a password are between the data and everybody. Applications reach the private endpoint from the VPC; people come by VPN, or through Data Management (DMS), which records what they do.

Leave it for a partner who connects from fixed addresses, with TLS, until there is a private way.`,
    refs: [help('doc-detail/53617.htm'), registry('db_connection'), registry('kvstore_connection')],
    equivalents: [],
    check: [
      unwanted(
        [
          'alicloud_adb_connection',
          'alicloud_db_connection',
          'alicloud_gpdb_connection',
          'alicloud_kvstore_connection',
          'alicloud_mongodb_public_network_address',
          'alicloud_mongodb_sharding_network_public_address',
          'alicloud_rds_db_proxy_public',
        ],
        'The resource gives the database an endpoint on the internet. Remove it, and connect from the VPC.',
      ),
      {
        on: ['alicloud_polardb_endpoint_address'],
        attribute: 'net_type',
        must: noneOf('Public'),
        default: 'Public',
        so: 'for the cluster to have no endpoint on the internet',
      },
      {
        on: ['alicloud_click_house_db_cluster'],
        attribute: 'allocate_public_connection',
        must: be(false),
        missing: 'passes',
        so: 'for the cluster to have no endpoint on the internet',
        effect: 'whoever connects from outside is cut off',
      },
      {
        on: ['alicloud_elasticsearch_instance', 'alicloud_selectdb_db_instance'],
        attribute: ['enable_public', 'enable_public_network'],
        must: be(false),
        missing: 'passes',
        so: 'for the instance to have no endpoint on the internet',
        effect: 'whoever connects from outside is cut off',
      },
      {
        on: ['alicloud_lindorm_public_network'],
        attribute: 'enable_public_network',
        must: be(0),
        missing: 'passes',
        so: 'for the instance to have no endpoint on the internet',
        effect: 'whoever connects from outside is cut off',
      },
    ],
    bad: `resource "alicloud_db_connection" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  instance_id       = alicloud_db_instance.example.id
  connection_prefix = "example"
}
`,
    good: `resource "alicloud_db_instance" "example" {
  engine           = "MySQL"
  engine_version   = "8.0"
  instance_type    = "mysql.n2.medium.2c"
  instance_storage = 50
  vswitch_id       = alicloud_vswitch.data.id
}
`,
  },
  {
    id: 'alicloud/database-unencrypted',
    title: 'A database does not encrypt what it stores',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Encryption at rest keeps the data from whoever gets hold of a backup or a disk. Transparent data encryption is switched on in the running database; disk encryption is chosen when it is made. Either is enough. Neither can be switched off again, and the database stops if its key is lost.

Leave it for data that is public anyway.`,
    refs: [
      help('doc-detail/26256.htm'),
      help('en/mongodb/user-guide/configure-tde-for-an-apsaradb-for-mongodb-instance'),
      instance,
      registry('mongodb_instance'),
      registry('polardb_cluster'),
    ],
    equivalents: ['checkov/CKV_ALI_22', 'checkov/CKV_ALI_44'],
    check: [
      {
        on: ['alicloud_polardb_cluster'],
        attribute: 'tde_status',
        must: be('Enabled'),
        default: 'Disabled',
        so: 'for the data to be encrypted',
        effect: 'it cannot be switched off again',
      },
      {
        on: ['alicloud_db_instance'],
        attribute: 'tde_status',
        must: be('Enabled'),
        default: 'Disabled',
        when: [without('encryption_key')],
        so: 'for the data to be encrypted',
        effect: 'it cannot be switched off again',
      },
      {
        on: mongo,
        attribute: 'tde_status',
        must: be('enabled'),
        default: 'disabled',
        when: [{ attribute: 'encrypted', is: noneOf(true), missing: 'holds' }, without('cloud_disk_encryption_key')],
        so: 'for the data to be encrypted',
        effect: 'it cannot be switched off again',
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
  engine           = "MySQL"
  engine_version   = "8.0"
  instance_type    = "mysql.n2.medium.2c"
  instance_storage = 50
  tde_status       = "Enabled"
}
`,
  },
  {
    id: 'alicloud/database-without-release-protection',
    title: 'A database can be released by mistake',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `With release protection the console, the API and Terraform refuse to release the instance until the protection is taken off, which nobody does by mistake. Instances paid in advance cannot be released so, and are not looked at.

Leave it for a database that is made and released all the time.`,
    refs: [
      help(
        'en/rds/apsaradb-rds-for-sql-server/enable-or-disable-the-release-protection-feature-for-an-apsaradb-rds-for-sql-server-instance',
      ),
      instance,
      registry('mongodb_instance'),
    ],
    equivalents: [],
    check: protections.map(
      ({ on, attribute, right }): Expectation => ({
        on,
        attribute,
        must: be(right),
        missing: 'fails',
        when: [onDemand],
        so: 'for nobody to release it by mistake',
        safe: true,
      }),
    ),
    bad: `resource "alicloud_db_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  engine           = "MySQL"
  engine_version   = "8.0"
  instance_type    = "mysql.n2.medium.2c"
  instance_storage = 50
}
`,
    good: `resource "alicloud_db_instance" "example" {
  engine              = "MySQL"
  engine_version      = "8.0"
  instance_type       = "mysql.n2.medium.2c"
  instance_storage    = 50
  deletion_protection = true
}
`,
  },
  {
    id: 'alicloud/database-without-tls',
    title: 'A database answers over unencrypted connections',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Without TLS, passwords and data of each connection can be read by whoever is on the way between the application and the database. Switching it on makes a certificate; clients choose whether to use it until the instance asks for it.

Leave it for an engine or version that has no TLS, and for a client library that cannot speak it.`,
    refs: [help('doc-detail/26254.htm'), instance, registry('mongodb_instance'), registry('gpdb_instance')],
    equivalents: ['checkov/CKV_ALI_20', 'checkov/CKV_ALI_42'],
    check: [
      {
        on: ['alicloud_db_instance', ...mongo],
        attribute: 'ssl_action',
        must: preferring('Open', oneOf('Open', 'Update')),
        so: 'for connections to be encrypted',
        effect: 'the instance restarts',
      },
      {
        on: ['alicloud_db_readonly_instance', 'alicloud_gpdb_instance'],
        attribute: 'ssl_enabled',
        must: preferring(1, noneOf(0)),
        default: 0,
        so: 'for connections to be encrypted',
        effect: 'the instance restarts',
      },
      {
        on: ['alicloud_adb_cluster', 'alicloud_adb_db_cluster'],
        attribute: 'enable_ssl',
        must: be(true),
        default: false,
        so: 'for connections to be encrypted',
        effect: 'the cluster restarts',
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
  engine           = "MySQL"
  engine_version   = "8.0"
  instance_type    = "mysql.n2.medium.2c"
  instance_storage = 50
  ssl_action       = "Open"
}
`,
  },
  {
    id: 'alicloud/store-unencrypted',
    title: 'A warehouse, queue or log store does not encrypt what it stores',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Each of these services encrypts at rest only where it is asked to, mostly when it is made. It keeps the data from whoever gets hold of a disk or a backup.

Leave it where no rule about the data asks for it.`,
    refs: [registry('click_house_db_cluster'), registry('log_store'), registry('ots_table')],
    equivalents: [],
    check: [
      {
        on: ['alicloud_adb_cluster', 'alicloud_adb_db_cluster'],
        attribute: 'disk_encryption',
        must: be(true),
        default: false,
        so: 'for the data to be encrypted',
        effect: 'Terraform replaces the cluster',
      },
      {
        on: ['alicloud_click_house_db_cluster', 'alicloud_gpdb_instance'],
        attribute: 'encryption_type',
        must: be('CloudDisk'),
        so: 'for the data to be encrypted',
        effect: 'Terraform replaces it; a key has to be named too',
      },
      {
        on: ['alicloud_elasticsearch_instance'],
        attribute: ['data_node_disk_encrypted', 'data_node_configuration.disk_encryption'],
        must: be(true),
        default: false,
        so: 'for the data to be encrypted',
        effect: 'Terraform replaces the instance',
      },
      {
        on: ['alicloud_emrv2_cluster'],
        attribute: 'node_attributes.data_disk_encrypted',
        must: be(true),
        default: false,
        so: 'for the data to be encrypted',
        effect: 'Terraform replaces the cluster',
      },
      {
        on: ['alicloud_ots_table'],
        attribute: 'enable_sse',
        must: be(true),
        default: false,
        so: 'for the data to be encrypted',
        effect: 'Terraform replaces the table',
      },
      {
        on: ['alicloud_rocketmq_instance'],
        attribute: 'product_info.storage_encryption',
        must: be(true),
        default: false,
        so: 'for messages to be encrypted',
        effect: 'Terraform replaces the instance',
      },
      {
        on: ['alicloud_log_store'],
        attribute: 'encrypt_conf.enable',
        must: be(true),
        default: false,
        so: 'for logs to be encrypted',
        effect: 'it cannot be switched off again',
      },
    ],
    bad: `resource "alicloud_ots_table" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  instance_name = alicloud_ots_instance.example.name
  table_name    = "example"
  time_to_live  = -1
  max_version   = 1

  primary_key {
    name = "id"
    type = "String"
  }
}
`,
    good: `resource "alicloud_ots_table" "example" {
  instance_name = alicloud_ots_instance.example.name
  table_name    = "example"
  time_to_live  = -1
  max_version   = 1
  enable_sse    = true

  primary_key {
    name = "id"
    type = "String"
  }
}
`,
  },
];
