// Writes what the project keeps of the providers' argument names, from a folder with a JSON file a provider:
// `node src/scripts/provider-table.ts ../shared/providers`. The names of boolean arguments are facts of a rule; the
// arguments of the resource types that rules and snippets name are what their tests check them against.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../hcl/parser.ts';
import type { Rule } from '../rules/rule.ts';
import { allSnippets } from '../server/snippets.ts';
import { olderAzure, type Schema } from './older-azure.ts';
import { nodeQuietly, tool } from './run.ts';

interface Provider {
  readonly provider: string;
  readonly version: string;
  readonly resources: Record<string, Schema>;
  readonly data?: Record<string, Schema>;
}

/** Arguments that the providers have gained since the versions that were read, and types that they had before. */
const newer: Readonly<Record<string, Schema>> = {
  'data.http': { url: 'string!', method: 'string?', request_headers: 'map?', request_body: 'string?' },
  aws_db_security_group: { description: 'string?', ingress: { cidr: 'string?' }, name: 'string!' },
  aws_elasticache_security_group: { description: 'string?', name: 'string!', security_group_names: 'set!' },
  aws_redshift_cluster: { logging: { enable: 'boolean?' } },
  aws_secretsmanager_secret: { rotation_rules: { automatically_after_days: 'number!' } },
  aws_redshift_security_group: { description: 'string?', ingress: { cidr: 'string?' }, name: 'string!' },
  azuread_application_federated_identity_credential: {
    application_id: 'string!',
    audiences: 'list!',
    description: 'string?',
    display_name: 'string!',
    issuer: 'string!',
    subject: 'string!',
  },
  google_container_cluster: {
    enable_binary_authorization: 'boolean?',
    master_auth: { password: 'string?', username: 'string?' },
    node_config: { workload_metadata_config: { node_metadata: 'string?' } },
    node_pool: { node_config: { workload_metadata_config: { node_metadata: 'string?' } } },
    pod_security_policy_config: { enabled: 'boolean?' },
  },
  google_container_node_pool: { node_config: { workload_metadata_config: { node_metadata: 'string?' } } },
  google_project_services: { project: 'string?', services: 'set!' },
  google_tpu_v2_vm: {
    name: 'string!',
    runtime_version: 'string!',
    network_config: { enable_external_ips: 'boolean?' },
  },
  google_vertex_ai_metadata_store: { encryption_spec: { kms_key_name: 'string?' } },
  google_network_management_vpc_flow_logs_config: { network: 'string?', subnet: 'string?' },
};

const names = ['google', 'aws', 'azurerm', 'alicloud'];
const [folder = '../shared/providers'] = process.argv.slice(2);
const providers = names.map((name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Provider);

const booleans = 'src/rules/facts/booleans.ts';
writeFileSync(booleans, booleansFile());
nodeQuietly(tool('@biomejs/biome', 'biome'), 'format', '--write', booleans);
const { rules } = await import('../rules/catalogue.ts');
const snippets = await allSnippets();
const named = [...rules.flatMap((rule) => [...typesOf(rule)]), ...snippets.flatMap(({ text }) => typesIn(text))];
writeFileSync('test/rules/provider-arguments.json', argumentsFile(named));

function booleansFile(): string {
  const rows = providers.map((provider) => {
    const kinds = new Map<string, Set<string>>();
    for (const schema of [...Object.values(provider.resources), ...Object.values(provider.data ?? {})])
      collect(schema, kinds);
    const booleans = [...kinds]
      .filter(([, types]) => [...types].every((type) => type === 'bool'))
      .map(([name]) => name);
    const words = booleans.sort().join(' ');
    return `  // ${provider.provider} ${provider.version}\n  ${provider.provider}:\n    '${words}',\n`;
  });
  return `// Written by src/scripts/provider-table.ts: do not edit.

/** By the prefix of a provider's resource types: the arguments that are boolean wherever the provider has them. */
export const booleanArguments: Readonly<Record<string, string>> = {
${rows.join('')}};
`;
}

/** Notes the types of all arguments at any depth; blocks of the name, and what is only computed, do not count. */
function collect(schema: Schema, kinds: Map<string, Set<string>>): void {
  for (const [name, type] of Object.entries(schema)) {
    if (typeof type === 'object') collect(type, kinds);
    else if (typeof type === 'string' && !type.endsWith('=')) {
      const kind = type.replace(/[!?]$/, '');
      kinds.set(name, (kinds.get(name) ?? new Set()).add(kind === 'boolean' ? 'bool' : kind));
    }
  }
}

function argumentsFile(named: readonly string[]): string {
  const types = [...new Set(named)].sort();
  const rows = types.flatMap((type) => {
    const schema = schemaOf(type);
    const also = newer[type] ?? olderAzure[type];
    const whole = schema && also ? merged(schema, also) : (schema ?? also);
    return whole ? [`${JSON.stringify(type)}: ${JSON.stringify(whole)}`] : [];
  });
  const versions = providers.map(({ provider, version }) => `${provider} ${version}`);
  return `{\n"from": ${JSON.stringify(versions)},\n"types": {\n${rows.join(',\n')}\n}}\n`;
}

/** What both have, also within blocks. */
function merged(schema: Schema, also: Schema): Schema {
  const added = Object.entries(also).map(([name, type]) => {
    const known = schema[name];
    return [name, typeof known === 'object' && typeof type === 'object' ? merged(known, type) : type] as const;
  });
  return { ...schema, ...Object.fromEntries(added) };
}

function schemaOf(type: string): Schema | undefined {
  const data = type.startsWith('data.');
  const name = data ? type.slice('data.'.length) : type;
  const from = providers.find(({ provider }) => name.startsWith(`${provider}_`));
  return data ? from?.data?.[name] : from?.resources[name];
}

/** Resource types that a rule looks at, names as companions, or has in its examples. */
function typesOf(rule: Rule): Set<string> {
  const found = new Set<string>();
  for (const check of [rule.check].flat()) {
    if (!('on' in check)) continue;
    const companions = 'needs' in check ? check.needs : 'unless' in check ? (check.unless ?? []) : [];
    for (const type of [...check.on, ...companions.flatMap(({ on }) => on)]) found.add(type);
  }
  const withoutMarks = rule.bad.replace(/^ *~[~ ]*\n/gm, '');
  for (const type of [rule.good, withoutMarks].flatMap(typesIn)) found.add(type);
  return found;
}

function typesIn(text: string): string[] {
  return parse(text).body.items.flatMap((item) =>
    item.kind === 'block' && (item.type === 'resource' || item.type === 'data')
      ? `${item.type === 'data' ? 'data.' : ''}${item.labels[0]?.value ?? ''}`
      : [],
  );
}
