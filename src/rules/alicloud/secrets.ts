import { documentOf } from '../../terraform/document.ts';
import type { Resource, Section } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import type { Report, ResourceCheck, Rule } from '../rule.ts';
import { secretInStartData, secretSetting } from '../secrets.ts';
import { placesAt } from './places.ts';
import { help, registry } from './refs.ts';

/** Arguments with what a machine gets at its first start, by type. */
const startData: Readonly<Record<string, readonly string[]>> = {
  alicloud_cs_kubernetes: ['user_data'],
  alicloud_cs_kubernetes_node_pool: ['user_data', 'pre_user_data'],
  alicloud_ecs_launch_template: ['user_data', 'userdata'],
  alicloud_ess_scaling_configuration: ['user_data'],
  alicloud_instance: ['user_data'],
  alicloud_launch_template: ['user_data', 'userdata'],
};

const inStartData: ResourceCheck = {
  on: Object.keys(startData),
  *resource(resource): Iterable<Report> {
    for (const { value } of (startData[resource.type] ?? []).flatMap((name) => placesAt(resource, name))) {
      const what = secretInStartData(value);
      if (what === undefined) continue;
      yield {
        at: value,
        message: `The user data holds ${what}. Revoke it, and let the machine get credentials through its RAM role.`,
      };
    }
  },
};

interface Setting {
  readonly name: string;
  readonly value: Value;
}

/** The variables of a map. */
function inMap(resource: Resource): readonly Setting[] {
  const map = resource.get('environment_variables');
  return map?.kind === 'object' ? [...map.entries].map(([name, value]) => ({ name, value })) : [];
}

/** The variables of containers, each a block with a key and a value. */
function inBlocks(resource: Resource): readonly Setting[] {
  const variables = ['containers', 'init_containers'].flatMap((name) =>
    resource.blocks(name).flatMap((container) => container.blocks('environment_vars')),
  );
  return variables.flatMap((variable: Section) => setting(variable.get('key'), variable.get('value')));
}

/** The variables of an application, a text of JSON with names and values. */
function inText(resource: Resource): readonly Setting[] {
  const written = resource.get('envs');
  const list = written && documentOf(written);
  const items = list?.kind === 'list' ? list.items : [];
  return items.flatMap((item) =>
    item.kind === 'object' ? setting(item.entries.get('name'), item.entries.get('value')) : [],
  );
}

function setting(name: Value | undefined, value: Value | undefined): readonly Setting[] {
  return name?.kind === 'string' && value ? [{ name: name.value, value }] : [];
}

const variablesOf: Readonly<Record<string, (resource: Resource) => readonly Setting[]>> = {
  alicloud_eci_container_group: inBlocks,
  alicloud_fc_function: inMap,
  alicloud_fcv2_function: inMap,
  alicloud_fcv3_function: inMap,
  alicloud_sae_application: inText,
};

const inEnvironment: ResourceCheck = {
  on: Object.keys(variablesOf),
  *resource(resource): Iterable<Report> {
    for (const { name, value } of variablesOf[resource.type]?.(resource) ?? []) {
      const what = secretSetting(name, value);
      if (what === undefined) continue;
      yield {
        at: value,
        message: `The environment holds ${what} in plain text. Let the code read it from Key Management Service, and change the secret.`,
      };
    }
  },
};

const head = `resource "alicloud_fcv3_function" "example" {
  function_name = "example"
  handler       = "index.handler"
  runtime       = "python3.10"

  environment_variables = {
`;

const machine = `resource "alicloud_instance" "example" {
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
`;

export const secrets: readonly Rule[] = [
  {
    id: 'alicloud/environment-secret',
    title: 'An environment variable holds a secret',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `Whoever may look at the function, the container group or the application reads its variables in the console, and they stand in the code, the state and every plan. Key Management Service keeps secrets, hands them to the role of what runs, and can change them by itself.

Leave it for a value that only looks like a secret, with \`groundwork:ignore\` and the reason.`,
    refs: [
      help('en/kms/key-management-service/support/manage-dynamic-ram-secrets'),
      registry('fcv3_function'),
      registry('sae_application'),
    ],
    equivalents: [],
    check: inEnvironment,
    bad: `${head}    DB_PASSWORD = "correct horse battery staple"
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `${head}    DB_PASSWORD_NAME = "example/db"
  }
}
`,
  },
  {
    id: 'alicloud/user-data-secret',
    title: 'The user data of a machine holds a secret',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `User data is no safe place: everyone who may describe the instance reads it, every process on the instance does through the metadata server, and it stands in the code and the state. Whoever finds an AccessKey pair there has what it opens.

There is no case where leaving it is right: give the instance a RAM role, and let it read Key Management Service.`,
    refs: [help('en/ecs/user-guide/view-instance-metadata/'), help('doc-detail/102600.htm'), registry('instance')],
    equivalents: [],
    check: inStartData,
    bad: `${machine}  user_data     = "export ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI5tExampleExample1234"
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `${machine}  role_name     = alicloud_ram_role.app.role_name
  user_data     = "systemctl start app"
}
`,
  },
];
