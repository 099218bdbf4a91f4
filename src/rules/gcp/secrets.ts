import type { Resource, Section } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import type { Report, ResourceCheck, Rule } from '../rule.ts';
import { secretInStartData, secretSetting } from '../secrets.ts';
import { docs, registry } from './refs.ts';

/** Paths to the blocks that hold a map of variables, and the map's name, by type. */
const maps: Readonly<Record<string, readonly (readonly string[])[]>> = {
  google_cloudfunctions_function: [['environment_variables'], ['build_environment_variables']],
  google_cloudfunctions2_function: [
    ['service_config', 'environment_variables'],
    ['build_config', 'environment_variables'],
  ],
};

/** Paths to blocks with the name and the value of a variable, by type. */
const blocks: Readonly<Record<string, readonly string[]>> = {
  google_cloud_run_service: ['template', 'spec', 'containers', 'env'],
  google_cloud_run_v2_job: ['template', 'template', 'containers', 'env'],
  google_cloud_run_v2_service: ['template', 'containers', 'env'],
};

function sectionsAt(section: Section, path: readonly string[]): readonly Section[] {
  return path.reduce<readonly Section[]>((found, name) => found.flatMap((one) => one.blocks(name)), [section]);
}

function settingsOf(resource: Resource): readonly (readonly [name: string, value: Value])[] {
  const inMaps = (maps[resource.type] ?? []).flatMap((path) =>
    sectionsAt(resource, path.slice(0, -1)).flatMap((section) => {
      const map = section.get(path.at(-1) ?? '');
      return map?.kind === 'object' ? [...map.entries] : [];
    }),
  );
  const inBlocks = sectionsAt(resource, blocks[resource.type] ?? []).flatMap((variable) => {
    const [name, value] = [variable.get('name'), variable.get('value')];
    return name?.kind === 'string' && value ? [[name.value, value] as const] : [];
  });
  return [...inMaps, ...(blocks[resource.type] ? inBlocks : [])];
}

const inEnvironment: ResourceCheck = {
  on: [...Object.keys(maps), ...Object.keys(blocks)],
  *resource(resource): Iterable<Report> {
    for (const [name, value] of settingsOf(resource)) {
      const what = secretSetting(name, value);
      if (what === undefined) continue;
      yield {
        at: value,
        message: `The environment holds ${what} in plain text. Name a secret of Secret Manager instead, and change this one.`,
      };
    }
  },
};

const inStartData: ResourceCheck = {
  on: ['google_compute_instance', 'google_compute_instance_template', 'google_compute_region_instance_template'],
  *resource(resource): Iterable<Report> {
    const metadata = resource.get('metadata');
    const values = [
      resource.get('metadata_startup_script'),
      ...(metadata?.kind === 'object' ? metadata.entries.values() : []),
    ];
    for (const value of values) {
      const what = secretInStartData(value);
      if (!value || what === undefined) continue;
      yield {
        at: value,
        message: `The metadata holds ${what}. Revoke it, and let the machine read Secret Manager as its service account.`,
      };
    }
  },
};

function service(lines: string): string {
  return `resource "google_cloud_run_v2_service" "example" {
  name     = "example"
  location = "europe-west4"

  template {
    containers {
      image = "europe-docker.pkg.dev/example/app/server:1.4.0"

      env {
${lines}      }
    }
  }
}
`;
}

function machine(script: string): string {
  return `resource "google_compute_instance" "example" {
  name         = "example"
  zone         = "europe-west4-a"
  machine_type = "n4-standard-2"

  metadata_startup_script = ${script}
}
`;
}

export const secrets: readonly Rule[] = [
  {
    id: 'gcp/environment-secret',
    title: 'An environment variable holds a secret',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `Whoever may look at the service or function reads its variables in the console, and they stand in the code, the state and every revision. A reference to Secret Manager keeps the value out of all of them, and says who may read it.

Leave it for a value that only looks like a secret, with \`groundwork:ignore\` and the reason.`,
    refs: [docs('run/docs/configuring/services/secrets'), registry('cloud_run_v2_service')],
    equivalents: [],
    check: inEnvironment,
    bad: service(`        name  = "DB_PASSWORD"
        value = "correct horse battery staple"
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
`),
    good: service(`        name = "DB_PASSWORD"

        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.db.secret_id
            version = "3"
          }
        }
`),
  },
  {
    id: 'gcp/start-data-secret',
    title: "A machine's metadata holds a secret",
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `Everyone who may view the machine reads its metadata, every process on it does through the metadata server, and it stands in the code and the state. Whoever finds a key there has what it opens.

There is no case where leaving it is right: give the machine a service account, and let it read Secret Manager.`,
    refs: [docs('compute/docs/metadata/overview'), docs('secret-manager/docs'), registry('compute_instance')],
    equivalents: [],
    check: inStartData,
    bad: machine(
      '"export API_KEY=AIzaSyQ7m3xWv9LkTn2BpRc5JdHf8GzUeYoXa1b"\n                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~',
    ),
    good: machine('"systemctl start app"'),
  },
];
