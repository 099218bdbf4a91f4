import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { internetSources } from '../exposure.ts';
import { endedVersions, newestVersions } from '../facts/cloud-sql.ts';
import { be, matches, noneOf, oneOf, preferring } from '../predicates.ts';
import type { Condition, Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const on = ['google_sql_database_instance'];
const resource = registry('sql_database_instance');

/** Instances that are no replica of another one: a replica is backed up with its primary. */
const primary: readonly Condition[] = [
  { attribute: 'master_instance_name', is: oneOf(''), missing: 'holds' },
  { attribute: 'instance_type', is: noneOf('READ_REPLICA_INSTANCE'), missing: 'holds' },
];

const engine = (pattern: RegExp, text: string): Condition => ({
  attribute: 'database_version',
  is: matches(pattern, text),
});

function* openToInternet(instance: Resource, { options }: Context): Iterable<Report> {
  for (const networks of instance.blocks('settings').flatMap((settings) => settings.blocks('ip_configuration'))) {
    const sources = networks.blocks('authorized_networks').flatMap((network) => network.get('value') ?? []);
    for (const at of internetSources(sources, options.allowedCidrs)) {
      yield {
        at,
        message:
          'The database accepts connections from the whole internet. Name the addresses of its clients, or use the Auth Proxy.',
      };
    }
  }
}

/** MySQL users who administer the instance and may connect from any host, or without a password. */
function* looseAdministrators(user: Resource, context: Context): Iterable<Report> {
  const name = user.get('name');
  const host = user.get('host');
  const instance =
    context.target(user.get('instance')) ?? context.find(user.get('instance'), 'google_sql_database_instance');
  const version = instance?.get('database_version');
  if (!name || !instance || !version || !/^MYSQL_/.test(textOf(version) ?? '')) return;
  if (!/^(?:root|admin)/.test(textOf(name) ?? '')) return;
  const anywhere = host === undefined || textOf(host) === '%';
  const passwords = ['password', 'password_wo'].map((attribute) => user.get(attribute));
  if (!anywhere && passwords.some((password) => password !== undefined)) return;
  yield {
    at: host ?? name,
    resource: instance,
    message: `The user ${textOf(name)} may connect ${anywhere ? 'from any host' : 'without a password'}. Name the host, and set a password.`,
  };
}

const settings = (inside: string) => `resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "POSTGRES_17"

  settings {
    tier = "db-custom-2-7680"
${inside}  }
}
`;

export const sql: readonly Rule[] = [
  {
    id: 'gcp/sql-mysql-administrator',
    title: 'An administrator of MySQL may connect from any host, or without a password',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `The user \`root\` of a new instance may do everything. With \`%\` as host, the default, a password that leaks is enough from wherever the instance is reached; without a password not even that.

Leave it where the instance is reached by the Auth Proxy alone, whose users sign in to Google first.`,
    refs: [docs('sql/docs/mysql/users'), registry('sql_user')],
    equivalents: ['checkov/CKV2_GCP_7', 'cis-gcp/6.1.1'],
    check: { on: ['google_sql_user'], resource: looseAdministrators },
    bad: `resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "MYSQL_8_4"
}

resource "google_sql_user" "example" {
  instance = google_sql_database_instance.example.name
  name     = "root"
  host     = "%"
             ~~~
  password = var.password
}
`,
    good: `resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "MYSQL_8_4"
}

resource "google_sql_user" "example" {
  instance = google_sql_database_instance.example.name
  name     = "root"
  host     = "10.0.0.5"
  password = var.password
}
`,
  },
  {
    id: 'gcp/sql-open',
    title: 'A database accepts connections from the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Only a password is then between the data and everybody. Databases on public addresses are found within hours, and passwords are tried without pause. The Auth Proxy and the connectors reach the instance without any authorised network, after a sign-in.

There is no case where leaving it is right for data that matters.`,
    refs: [docs('sql/docs/postgres/configure-ip'), resource],
    equivalents: ['checkov/CKV_GCP_11', 'trivy/GCP-0017', 'cis-gcp/6.5'],
    check: { on, resource: openToInternet },
    bad: settings(`
    ip_configuration {
      authorized_networks {
        value = "0.0.0.0/0"
                ~~~~~~~~~~~
      }
    }
`),
    good: settings(`
    ip_configuration {
      authorized_networks {
        value = "203.0.113.7/32"
      }
    }
`),
  },
  {
    id: 'gcp/sql-public-address',
    title: 'A database has a public address',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `With a public address, which is the default, one authorised network that is added in a hurry opens the database to strangers. A private address, or Private Service Connect, is reached from your networks only.

Leave it where clients outside of your networks come through the Auth Proxy and no network is authorised.`,
    refs: [docs('sql/docs/postgres/private-ip'), resource],
    equivalents: ['checkov/CKV_GCP_60', 'trivy/GCP-0017', 'cis-gcp/6.6'],
    check: {
      on,
      attribute: 'settings.ip_configuration.ipv4_enabled',
      must: be(false),
      default: true,
      when: [{ attribute: 'settings.ip_configuration.psc_config.psc_enabled', is: noneOf(true), missing: 'holds' }],
      so: 'for the database to be reached from your networks only',
      effect: 'set private_network too; clients that use the public address are cut off',
    },
    bad: settings(`
    ip_configuration {
      private_network = google_compute_network.main.id
      ipv4_enabled    = true
                        ~~~~
    }
`),
    good: settings(`
    ip_configuration {
      private_network = google_compute_network.main.id
      ipv4_enabled    = false
    }
`),
  },
  {
    id: 'gcp/sql-version-ended',
    title: 'A database runs a version that its makers no longer mend',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Flaws of such a version stay open to everybody who reads about them. Cloud SQL keeps it running for a while as extended support, at a surcharge for each core (as of November 2026), and then upgrades it on a day of Google's choosing.

Leave it while the upgrade is being tested.`,
    refs: [docs('sql/docs/db-versions'), docs('sql/docs/postgres/extended-support'), resource],
    equivalents: [],
    check: {
      on,
      attribute: 'database_version',
      must: { ...noneOf(...endedVersions), text: 'a later version' },
      so: '(an upgrade in place stops the database for minutes)',
    },
    bad: `resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "POSTGRES_13"
                     ~~~~~~~~~~~~~
}
`,
    good: `resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "POSTGRES_18"
}
`,
  },
  {
    id: 'gcp/sql-version-not-newest',
    title: 'A database does not run the newest major version',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A new major version is mended longest and often faster. Every version that its makers still mend is as safe.

Leave it: one upgrade every few years is enough, as long as \`gcp/sql-version-ended\` is silent.`,
    refs: [docs('sql/docs/db-versions'), resource],
    equivalents: ['checkov/CKV_GCP_79'],
    check: { on, attribute: 'database_version', must: matches(newestVersions, 'the newest version') },
    bad: `resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "POSTGRES_16"
                     ~~~~~~~~~~~~~
}
`,
    good: `resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "POSTGRES_18"
}
`,
  },
  {
    id: 'gcp/sql-without-backup',
    title: 'A database is not backed up',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `Without automated backups a wrong statement, or an instance that is deleted, takes the data for good. Replicas are left out: they repeat every mistake, and are backed up with their primary.

Leave it for data that is made anew from elsewhere.`,
    refs: [docs('sql/docs/postgres/backup-recovery/backups'), resource],
    equivalents: ['checkov/CKV_GCP_14', 'trivy/GCP-0024', 'cis-gcp/6.7'],
    check: {
      on,
      attribute: 'settings.backup_configuration.enabled',
      must: be(true),
      default: false,
      when: primary,
      so: 'for a lost table to come back',
      effect: 'backups are billed by size',
    },
    bad: `resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "POSTGRES_17"

  settings {
  ~~~~~~~~
    tier = "db-custom-2-7680"
  }
}
`,
    good: settings(`
    backup_configuration {
      enabled = true
    }
`),
  },
  {
    id: 'gcp/sql-without-high-availability',
    title: 'A database stands in one zone',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `When the zone fails, so does the database, until somebody restores it elsewhere. A regional instance has a standby in another zone that takes over within a minute or two, for twice the price of machine and disk.

Leave it for tests, and for what may be down for hours.`,
    refs: [docs('sql/docs/postgres/high-availability'), resource],
    equivalents: [],
    check: {
      on,
      attribute: 'settings.availability_type',
      must: be('REGIONAL'),
      default: 'ZONAL',
      when: primary,
      so: 'to survive the loss of a zone',
      effect: 'machine and disk cost twice as much',
    },
    bad: `resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "POSTGRES_17"

  settings {
  ~~~~~~~~
    tier = "db-custom-2-7680"
  }
}
`,
    good: `resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "POSTGRES_17"

  settings {
    tier              = "db-custom-2-7680"
    availability_type = "REGIONAL"
  }
}
`,
  },
  {
    id: 'gcp/sql-without-point-in-time-recovery',
    title: 'A database can be restored to last night only',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `A backup is a picture of one moment of the day: what came after it is lost. With the log of changes kept, the database comes back as it was in any minute of the last days. MySQL calls it the binary log.

Leave it for data that changes once a day.`,
    refs: [docs('sql/docs/postgres/backup-recovery/pitr'), resource],
    equivalents: ['checkov/CKV2_GCP_20'],
    check: [
      {
        on,
        attribute: 'settings.backup_configuration.binary_log_enabled',
        must: be(true),
        default: false,
        when: [...primary, engine(/^MYSQL_/, 'MySQL')],
        so: 'for changes since the last backup to come back',
        effect: 'the log takes room on the disk',
      },
      {
        on,
        attribute: 'settings.backup_configuration.point_in_time_recovery_enabled',
        must: be(true),
        default: false,
        when: [
          ...primary,
          engine(/^(?:POSTGRES|SQLSERVER)_/, 'PostgreSQL or SQL Server'),
          { attribute: 'settings.backup_configuration.enabled', is: be(true) },
        ],
        so: 'for changes since the last backup to come back',
        effect: 'the log is kept at the price of storage',
      },
    ],
    bad: settings(`
    backup_configuration {
    ~~~~~~~~~~~~~~~~~~~~
      enabled = true
    }
`),
    good: settings(`
    backup_configuration {
      enabled                        = true
      point_in_time_recovery_enabled = true
    }
`),
  },
  {
    id: 'gcp/sql-without-tls',
    title: 'A database accepts connections without TLS',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Passwords and data are readable on the way to every client that does not ask for TLS itself. The Auth Proxy and the connectors always use it.

Leave it while the last old client is being replaced.`,
    refs: [docs('sql/docs/postgres/configure-ssl-instance'), resource],
    equivalents: ['checkov/CKV_GCP_6', 'trivy/GCP-0015', 'cis-gcp/6.4'],
    check: {
      on,
      attribute: ['settings.ip_configuration.ssl_mode', 'settings.ip_configuration.require_ssl'],
      must: {
        ...preferring('ENCRYPTED_ONLY', oneOf('ENCRYPTED_ONLY', 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED', true)),
        text: '"ENCRYPTED_ONLY" or "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"',
      },
      default: 'ALLOW_UNENCRYPTED_AND_ENCRYPTED',
      so: 'to refuse clients that do not encrypt',
      effect: 'clients that do not use TLS are refused',
    },
    bad: settings(`
    ip_configuration {
    ~~~~~~~~~~~~~~~~
      ipv4_enabled = false
    }
`),
    good: settings(`
    ip_configuration {
      ipv4_enabled = false
      ssl_mode     = "ENCRYPTED_ONLY"
    }
`),
  },
  {
    id: 'gcp/sql-without-password-policy',
    title: 'A database accepts any password',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Without a policy the shortest password will do. The policy asks for a length, and for more than small letters.

Leave it where users sign in with IAM and nobody has a password.`,
    refs: [docs('sql/docs/postgres/built-in-authentication'), resource],
    equivalents: [],
    check: {
      on,
      attribute: 'settings.password_validation_policy.enable_password_policy',
      must: be(true),
      default: false,
      when: [...primary, engine(/^(?:POSTGRES|MYSQL_8)/, 'PostgreSQL or MySQL 8')],
      effect: 'passwords that are too weak are refused from then on',
    },
    bad: `resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "POSTGRES_17"

  settings {
  ~~~~~~~~
    tier = "db-custom-2-7680"
  }
}
`,
    good: settings(`
    password_validation_policy {
      enable_password_policy = true
    }
`),
  },
];
