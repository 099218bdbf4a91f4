import { textOf } from '../../terraform/convert.ts';
import type { Resource, Section } from '../../terraform/model.ts';
import { messageLevels } from '../facts/cloud-sql.ts';
import { insertBlock, offer, setAttribute } from '../fix.ts';
import type { Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** A setting of a database engine that Cloud SQL takes as a flag. */
interface Flag {
  readonly name: string;
  readonly engine: RegExp;
  /** The value that the fix writes. */
  readonly right: string;
  /** Which values are right; only `right` without it. */
  readonly isRight?: (value: string) => boolean;
  /** Engines for which leaving the flag out is a fault: all of the rule's without it, none where it matches nothing. */
  readonly unsaid?: RegExp;
}

const postgres = /^POSTGRES_/;
const mysql = /^MYSQL_/;
const sqlServer = /^SQLSERVER_/;
const never = /^$/;

const restarts = 'the database may restart';

function check(flag: Flag) {
  const { name, engine, right, isRight = (value) => value === right, unsaid = engine } = flag;
  const asked = `${flag.isRight ? 'set it to' : 'it must be'} ${JSON.stringify(right)}${flag.isRight ? ', for example' : ''}`;
  const report = function* (instance: Resource): Iterable<Report> {
    const given = instance.get('database_version');
    const version = given && textOf(given);
    if (version === undefined || !engine.test(version)) return;
    const all = instance.blocks('settings');
    const copied = ['clone', 'master_instance_name'].some((name) => instance.names().includes(name));
    if (all.length === 0 && !copied && unsaid.test(version)) {
      yield { at: instance, message: `The flag ${name} is not set: ${asked}.` };
    }
    for (const settings of all) {
      const flags = settings.blocks('database_flags');
      const named = flags.filter((one) => textIn(one, 'name') === name);
      for (const one of named) {
        const value = one.get('value');
        const text = value && textOf(value);
        if (!value || text === undefined || isRight(text.toLowerCase())) continue;
        yield {
          at: value,
          message: `The flag ${name} is ${JSON.stringify(text)}: ${asked}.`,
          fixes: offer(setAttribute(one, value, JSON.stringify(right)), {
            title: `Set ${name} to ${JSON.stringify(right)}`,
            effect: restarts,
          }),
        };
      }
      const unknown = flags.some((one) => one.symbolic || textIn(one, 'name') === undefined);
      if (named.length > 0 || unknown || !unsaid.test(version)) continue;
      const lines = ['database_flags {', `  name  = "${name}"`, `  value = "${right}"`, '}'];
      yield {
        at: settings,
        message: `The flag ${name} is not set: ${asked}.`,
        fixes: offer(insertBlock(settings, lines), {
          title: `Set ${name} to ${JSON.stringify(right)}`,
          effect: restarts,
        }),
      };
    }
  };
  return { on: ['google_sql_database_instance'], resource: report };
}

function textIn(section: Section, name: string): string | undefined {
  const value = section.get(name);
  return value && textOf(value);
}

interface Row extends Omit<Rule, 'refs' | 'check' | 'bad' | 'good' | 'pillar'> {
  readonly pillar?: Rule['pillar'];
  readonly flag: Flag;
  /** A version for the example, and what stands there that is wrong. */
  readonly version: string;
  readonly wrong: string;
}

function rule({ flag, version, wrong, ...row }: Row): Rule {
  const example = (value: string, mark = '') => `resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "${version}"

  settings {
    tier = "db-custom-2-7680"

    database_flags {
      name  = "${flag.name}"
      value = "${value}"
${mark}    }
  }
}
`;
  const engine = flag.engine === mysql ? 'mysql' : flag.engine === postgres ? 'postgres' : 'sqlserver';
  return {
    pillar: 'logging',
    ...row,
    refs: [docs(`sql/docs/${engine}/flags`), registry('sql_database_instance')],
    check: check(flag),
    bad: example(wrong, `              ${'~'.repeat(wrong.length + 2)}\n`),
    good: example(flag.right),
  };
}

const leaveLogs = 'Leave it where the log grows faster than anybody reads it, and nobody asks for it.';
const leaveOff = 'Leave it while a query that is slow is being looked at.';

/** Statistics that PostgreSQL writes into its log for every query. */
function statistics(what: string, equivalents: readonly string[]): Rule {
  return rule({
    id: `gcp/postgres-log-${what}-stats`,
    title: `PostgreSQL logs the ${what === 'statement' ? 'total' : `${what}'s`} statistics of every query`,
    severity: 'info',
    recommended: false,
    why: `The flag is made for those who develop PostgreSQL: it fills the log and slows every query down. Query Insights shows what is slow without it.\n\n${leaveOff}`,
    equivalents,
    flag: { name: `log_${what}_stats`, engine: postgres, right: 'off', unsaid: never },
    version: 'POSTGRES_17',
    wrong: 'on',
  });
}

export const sqlFlags: readonly Rule[] = [
  rule({
    id: 'gcp/mysql-local-infile',
    title: 'MySQL lets statements read files of the client',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `With \`local_infile\` a statement that an attacker slips into a query, or a server that pretends to be the database, reads files from the machine of the client. MySQL 5.7 and older have it on when nothing is said.

Leave it for a job that loads files so, and connects from a machine that holds nothing else.`,
    equivalents: ['checkov/CKV_GCP_50', 'trivy/GCP-0026', 'cis-gcp/6.1.3'],
    flag: { name: 'local_infile', engine: mysql, right: 'off', unsaid: /^MYSQL_5_/ },
    version: 'MYSQL_8_4',
    wrong: 'on',
  }),
  rule({
    id: 'gcp/postgres-log-checkpoints',
    title: 'PostgreSQL does not log its checkpoints',
    severity: 'info',
    recommended: false,
    why: `Checkpoints that come too often are a common reason for a slow database; the log tells when, and how long they took. PostgreSQL 15 and later log them when nothing is said.\n\n${leaveLogs}`,
    equivalents: ['checkov/CKV_GCP_51', 'trivy/GCP-0025'],
    flag: { name: 'log_checkpoints', engine: postgres, right: 'on', unsaid: /^POSTGRES_(?:9_6|1[0-4])$/ },
    version: 'POSTGRES_17',
    wrong: 'off',
  }),
  rule({
    id: 'gcp/postgres-log-connections',
    title: 'PostgreSQL does not log who connects',
    severity: 'info',
    recommended: false,
    why: `Without it nobody can tell afterwards from where the database was used, or how often a password was tried.\n\n${leaveLogs}`,
    equivalents: ['checkov/CKV_GCP_52', 'trivy/GCP-0016', 'cis-gcp/6.2.2'],
    flag: { name: 'log_connections', engine: postgres, right: 'on' },
    version: 'POSTGRES_17',
    wrong: 'off',
  }),
  rule({
    id: 'gcp/postgres-log-disconnections',
    title: 'PostgreSQL does not log how long connections lasted',
    severity: 'info',
    recommended: false,
    why: `Beside the log of connections it shows how long each lasted, which tells a person from a program, and a normal day from another.\n\n${leaveLogs}`,
    equivalents: ['checkov/CKV_GCP_53', 'trivy/GCP-0022', 'cis-gcp/6.2.3'],
    flag: { name: 'log_disconnections', engine: postgres, right: 'on' },
    version: 'POSTGRES_17',
    wrong: 'off',
  }),
  rule({
    id: 'gcp/postgres-log-duration',
    title: 'PostgreSQL does not log how long statements take',
    severity: 'info',
    recommended: false,
    why: `The log then tells of each statement how long it took. On a busy database that is a line for every query, and money for each of them; Query Insights shows the same for less.

Leave it, unless an auditor asks for it.`,
    equivalents: ['checkov/CKV2_GCP_13'],
    flag: { name: 'log_duration', engine: postgres, right: 'on' },
    version: 'POSTGRES_17',
    wrong: 'off',
  }),
  statistics('executor', ['checkov/CKV2_GCP_14']),
  rule({
    id: 'gcp/postgres-log-hostname',
    title: 'PostgreSQL does not log the names of hosts that connect',
    severity: 'info',
    recommended: false,
    why: `Names are easier to read than addresses, but each connection then waits for a look-up in DNS, which within a network often finds nothing.

Leave it, unless addresses change and names do not.`,
    equivalents: ['checkov/CKV_GCP_108'],
    flag: { name: 'log_hostname', engine: postgres, right: 'on' },
    version: 'POSTGRES_17',
    wrong: 'off',
  }),
  rule({
    id: 'gcp/postgres-log-lock-waits',
    title: 'PostgreSQL does not log that sessions wait for each other',
    severity: 'info',
    recommended: false,
    why: `Sessions that wait long for a lock are a reason for a slow database that nothing else shows, and can be meant to stop it.\n\n${leaveLogs}`,
    equivalents: ['checkov/CKV_GCP_54', 'trivy/GCP-0020'],
    flag: { name: 'log_lock_waits', engine: postgres, right: 'on' },
    version: 'POSTGRES_17',
    wrong: 'off',
  }),
  rule({
    id: 'gcp/postgres-log-min-duration',
    title: 'PostgreSQL writes the text of slow statements into its log',
    severity: 'info',
    recommended: false,
    why: `The text of a statement holds what it asks for, names and card numbers too, and the log is read by more people than the table.

Leave it where statements have parameters that are not logged, and slow ones must be found.`,
    equivalents: ['checkov/CKV_GCP_57', 'trivy/GCP-0021', 'cis-gcp/6.2.7'],
    pillar: 'data',
    flag: { name: 'log_min_duration_statement', engine: postgres, right: '-1', unsaid: never },
    version: 'POSTGRES_17',
    wrong: '500',
  }),
  rule({
    id: 'gcp/postgres-log-min-error-statement',
    title: 'PostgreSQL does not log which statements failed',
    severity: 'info',
    recommended: false,
    why: `At the levels beyond \`error\` the log keeps the statement only where the session or the server died. Statements that fail are often the first sign of somebody who tries things out.

Leave it where the texts of statements may not be in the log.`,
    equivalents: ['checkov/CKV_GCP_109', 'cis-gcp/6.2.6'],
    flag: {
      name: 'log_min_error_statement',
      engine: postgres,
      right: 'error',
      isRight: (value) => messageLevels.slice(0, messageLevels.indexOf('error') + 1).includes(value),
      unsaid: never,
    },
    version: 'POSTGRES_17',
    wrong: 'panic',
  }),
  rule({
    id: 'gcp/postgres-log-min-messages',
    title: 'PostgreSQL logs no errors, or is told a level that there is not',
    severity: 'warning',
    recommended: true,
    why: `Levels run from \`debug5\` to \`panic\`; with another word the change is refused. At a level beyond \`error\` errors are not logged.

Leave it where another log has the errors.`,
    equivalents: ['checkov/CKV_GCP_55', 'trivy/GCP-0018', 'cis-gcp/6.2.5'],
    flag: {
      name: 'log_min_messages',
      engine: postgres,
      right: 'warning',
      isRight: (value) => messageLevels.slice(0, messageLevels.indexOf('error') + 1).includes(value),
      unsaid: never,
    },
    version: 'POSTGRES_17',
    wrong: 'panic',
  }),
  statistics('parser', ['checkov/CKV2_GCP_15']),
  statistics('planner', ['checkov/CKV2_GCP_16']),
  rule({
    id: 'gcp/postgres-log-statement',
    title: 'PostgreSQL does not log changes of its schema',
    severity: 'info',
    recommended: false,
    why: `With \`ddl\` the log has each statement that makes, alters or drops something; with \`mod\` also those that change data. pgAudit does the same with more detail.

Leave it where pgAudit is on.`,
    equivalents: ['checkov/CKV_GCP_111', 'cis-gcp/6.2.4'],
    flag: {
      name: 'log_statement',
      engine: postgres,
      right: 'ddl',
      isRight: (value) => ['ddl', 'mod', 'all'].includes(value),
    },
    version: 'POSTGRES_17',
    wrong: 'none',
  }),
  statistics('statement', ['checkov/CKV2_GCP_17']),
  rule({
    id: 'gcp/postgres-log-temp-files',
    title: 'PostgreSQL does not log its temporary files',
    severity: 'info',
    recommended: false,
    why: `Queries that do not fit into memory write temporary files, which can fill the disk and end the database. With 0 every one is logged.\n\n${leaveLogs}`,
    equivalents: ['checkov/CKV_GCP_56', 'trivy/GCP-0014'],
    flag: { name: 'log_temp_files', engine: postgres, right: '0' },
    version: 'POSTGRES_17',
    wrong: '-1',
  }),
  rule({
    id: 'gcp/postgres-without-audit',
    title: 'PostgreSQL keeps no audit log',
    severity: 'info',
    recommended: false,
    why: `pgAudit records who read or changed which table, as rules for cards and health ask for. It is an extension: the flag loads it, \`CREATE EXTENSION pgaudit\` and \`pgaudit.log\` make it write.

Leave it for data that nobody asks about.`,
    equivalents: ['checkov/CKV_GCP_110', 'cis-gcp/6.2.8'],
    flag: { name: 'cloudsql.enable_pgaudit', engine: postgres, right: 'on' },
    version: 'POSTGRES_17',
    wrong: 'off',
  }),
  rule({
    id: 'gcp/sqlserver-contained-authentication',
    title: 'Databases of SQL Server authenticate users themselves',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Users of a contained database are made by its owner, past the server's own accounts and rules for passwords.

Leave it for a database that is moved between servers with its users.`,
    equivalents: ['checkov/CKV_GCP_59', 'trivy/GCP-0023', 'cis-gcp/6.3.7'],
    flag: { name: 'contained database authentication', engine: sqlServer, right: 'off', unsaid: never },
    version: 'SQLSERVER_2022_STANDARD',
    wrong: 'on',
  }),
  rule({
    id: 'gcp/sqlserver-cross-database-ownership',
    title: 'Rights in one database of SQL Server reach into others',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `With ownership chains across databases, whoever may make objects in one database reaches those of the same owner in all others of the instance.

Leave it where all databases of the instance belong to one application.`,
    equivalents: ['checkov/CKV_GCP_58', 'trivy/GCP-0019', 'cis-gcp/6.3.2'],
    flag: { name: 'cross db ownership chaining', engine: sqlServer, right: 'off', unsaid: never },
    version: 'SQLSERVER_2022_STANDARD',
    wrong: 'on',
  }),
];
