import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { type ObjectValue, resourcesOf, type Value } from '../../terraform/value.ts';
import { offer, setAttribute } from '../fix.ts';
import { be, isSet, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Context, Fix, Report, Rule } from '../rule.ts';
import { containersOf, containerTypes, nameOf } from './containers.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`AmazonECS/latest/developerguide/${page}.html`);
const tasks = ['aws_ecs_task_definition'];
const task = registry('ecs_task_definition');

/** Reports each container for which the test finds something wrong: the value to change, or the container. */
function containersWith(
  test: (container: ObjectValue) => Value | undefined,
  message: (name: string) => string,
  fix?: Switch,
) {
  return function* (resource: Resource, { tree }: Context): Iterable<Report> {
    for (const container of containersOf(resource, tree)) {
      const at = test(container);
      if (at) yield { at, message: message(nameOf(container)), fixes: fix ? turned(resource, at, fix) : [] };
    }
  };
}

interface Switch {
  readonly key: string;
  readonly to: boolean;
  readonly effect: string;
}

/** Turns a switch of a container round where it is written as such in the text. */
function turned(resource: Resource, value: Value, { key, to, effect }: Switch): readonly Fix[] {
  const { file, start, end } = value.origin.at;
  const text = resource.module.files.find(({ path }) => path === file)?.text.slice(start, end);
  if (text !== String(!to)) return [];
  return offer(setAttribute(resource, value, String(to)), { title: `Set ${key} to ${to}`, effect });
}

const isTrue = (value: Value | undefined) => value?.kind === 'bool' && value.value;

/** The setting of a container if it is true. */
function switchedOn(key: string) {
  return (container: ObjectValue) => {
    const value = container.entries.get(key);
    return isTrue(value) ? value : undefined;
  };
}

/** A container that may write to its own file system; on Windows the setting does not exist. */
function writable(container: ObjectValue): Value | undefined {
  const value = container.entries.get('readonlyRootFilesystem');
  if (value === undefined || value.kind === 'null') return container;
  return value.kind === 'bool' && !value.value ? value : undefined;
}

function hostProcesses(container: ObjectValue): Value | undefined {
  const value = container.entries.get('pidMode');
  return value?.kind === 'string' && value.value === 'host' ? value : undefined;
}

/** The address of the role that a value is of. */
function roleOf(value: Value): string | undefined {
  return resourcesOf(value).find((address) => /(?:^|\.)aws_iam_role\./.test(address));
}

/** What is written for an argument, which is the same value wherever it is the same text. */
function textAt(resource: Resource, name: string): string | undefined {
  const written = resource.attribute(name)?.value;
  const file = resource.module.files.find(({ path }) => path === resource.location.file);
  return written && file?.text.slice(written.start, written.end);
}

/** Reports a task whose two roles are one: the same resource, or the same ARN. */
function* sharedRole(resource: Resource): Iterable<Report> {
  const own = resource.get('task_role_arn');
  const execution = resource.get('execution_role_arn');
  if (!own || !execution) return;
  const role = roleOf(own);
  const same =
    role !== undefined
      ? roleOf(execution) === role
      : own.kind === 'string'
        ? textOf(execution) === own.value
        : own.kind === 'unknown' && textAt(resource, 'task_role_arn') === textAt(resource, 'execution_role_arn');
  if (!same) return;
  const written = resource.attribute('task_role_arn')?.value;
  yield {
    at:
      own.kind === 'unknown' && written
        ? { file: resource.location.file, start: written.start, end: written.end }
        : own,
    message:
      'The containers have the role by which ECS starts them, and with it its access to images and secrets. Give them a role of their own.',
  };
}

function cluster(lines: string): string {
  return `resource "aws_ecs_cluster" "example" {
  name = "example"
${lines}}
`;
}

function definition(container: string): string {
  return `resource "aws_ecs_task_definition" "example" {
  family = "example"

  container_definitions = jsonencode([
    {
      name  = "app"
      image = "example/app:1"
${container}    }
  ])
}
`;
}

export const ecs: readonly Rule[] = [
  {
    id: 'aws/container-privileged',
    title: 'A container has the rights of its host',
    severity: 'error',
    pillar: 'containers',
    recommended: true,
    why: `A privileged container may do to the host what root may: read the disks of the others, load modules of the kernel, take the credentials of the instance.

Leave it for agents that look after the host itself, on hosts of their own.`,
    refs: [guide('task_definition_parameters'), task, registry('batch_job_definition')],
    equivalents: ['checkov/CKV_AWS_210', 'checkov/CKV_AWS_334'],
    check: [
      {
        on: containerTypes,
        resource: containersWith(
          switchedOn('privileged'),
          (name) =>
            `Whoever breaks into ${name} owns the host. Leave privileged out, and add the one capability that is needed.`,
          { key: 'privileged', to: false, effect: 'what needs rights on the host fails' },
        ),
      },
      {
        on: ['aws_batch_job_definition'],
        attribute: 'eks_properties.pod_properties.containers.security_context.privileged',
        must: be(false),
        missing: 'passes',
        so: 'so that a break-in stays in the container',
        effect: 'what needs rights on the host fails',
      },
    ],
    bad: definition(`
      privileged = true
                   ~~~~
`),
    good: definition(`
      privileged = false
`),
  },
  {
    id: 'aws/ecs-exec-unlogged',
    title: 'What people do in containers through ECS Exec is not logged',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `ECS Exec gives a shell in a running container. With logging \`NONE\` nobody can say afterwards what was typed.

Leave it in a test system.`,
    refs: [guide('ecs-exec'), registry('ecs_cluster')],
    equivalents: ['checkov/CKV_AWS_223', 'checkov/CKV_AWS_224'],
    check: {
      on: ['aws_ecs_cluster'],
      attribute: 'configuration.execute_command_configuration.logging',
      must: preferring('DEFAULT', { ...noneOf('NONE'), text: '"DEFAULT" or "OVERRIDE"' }),
      missing: 'passes',
      so: 'to see who did what',
      effect: 'the log of the task must be set up',
    },
    bad: cluster(`
  configuration {
    execute_command_configuration {
      logging = "NONE"
                ~~~~~~
    }
  }
`),
    good: cluster(`
  configuration {
    execute_command_configuration {
      logging = "DEFAULT"
    }
  }
`),
  },
  {
    id: 'aws/ecs-exec-without-customer-key',
    title: 'Sessions of ECS Exec are not encrypted with a key of your own',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Sessions go through TLS anyway. A key of your own adds a second layer, and its policy decides who may open a session.

Leave it where who may run \`ecs:ExecuteCommand\` is decided well.`,
    refs: [guide('ecs-exec'), registry('ecs_cluster')],
    equivalents: ['checkov/CKV_AWS_224'],
    check: [
      {
        on: ['aws_ecs_cluster'],
        attribute: 'configuration.execute_command_configuration.kms_key_id',
        must: isSet(),
        when: [{ attribute: 'configuration', is: someBlock() }],
        so: 'so that its policy decides who may open a session',
      },
      {
        on: ['aws_ecs_cluster'],
        within: 'configuration.execute_command_configuration.log_configuration',
        attribute: ['cloud_watch_encryption_enabled', 's3_bucket_encryption_enabled'],
        must: be(true),
        default: false,
        so: 'for the log of the sessions to be encrypted',
        effect: 'the log group must have a key',
      },
    ],
    bad: cluster(`
  configuration {
    execute_command_configuration {
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
      logging = "DEFAULT"
    }
  }
`),
    good: cluster(`
  configuration {
    execute_command_configuration {
      kms_key_id = aws_kms_key.exec.arn
      logging    = "DEFAULT"
    }
  }
`),
  },
  {
    id: 'aws/ecs-old-platform',
    title: 'A service stays on one version of the Fargate platform',
    severity: 'info',
    pillar: 'containers',
    recommended: true,
    why: `Security fixes of the platform come with new versions. \`LATEST\`, which is the default, takes them at the next deployment.

Leave it while a version breaks what you run.`,
    refs: [guide('platform-fargate'), registry('ecs_service')],
    equivalents: ['checkov/CKV_AWS_332'],
    check: {
      on: ['aws_ecs_service'],
      attribute: 'platform_version',
      must: be('LATEST'),
      default: 'LATEST',
      when: [{ attribute: 'launch_type', is: be('FARGATE') }],
      so: 'to get fixes of the platform',
      effect: 'tasks are started anew',
    },
    bad: `resource "aws_ecs_service" "example" {
  name             = "example"
  launch_type      = "FARGATE"
  platform_version = "1.3.0"
                     ~~~~~~~
}
`,
    good: `resource "aws_ecs_service" "example" {
  name             = "example"
  launch_type      = "FARGATE"
  platform_version = "LATEST"
}
`,
  },
  {
    id: 'aws/ecs-public-address',
    title: 'Tasks of a service get public addresses',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Each task is on the internet by itself, one security group rule away from everyone, and its address is charged by the hour. In private subnets tasks reach the registry through endpoints or a NAT gateway, and users come through a load balancer.

Leave it in a small system where a NAT gateway would cost more than all the rest.`,
    refs: [guide('fargate-task-networking'), registry('ecs_service')],
    equivalents: ['checkov/CKV_AWS_333'],
    check: {
      on: ['aws_ecs_service', 'aws_ecs_task_set'],
      attribute: 'network_configuration.assign_public_ip',
      must: be(false),
      missing: 'passes',
      so: 'so that users come through the load balancer only',
      effect: 'tasks in public subnets no longer reach the internet',
    },
    bad: `resource "aws_ecs_service" "example" {
  name = "example"

  network_configuration {
    subnets          = aws_subnet.app[*].id
    assign_public_ip = true
                       ~~~~
  }
}
`,
    good: `resource "aws_ecs_service" "example" {
  name = "example"

  network_configuration {
    subnets          = aws_subnet.app[*].id
    assign_public_ip = false
  }
}
`,
  },
  {
    id: 'aws/ecs-shared-role',
    title: 'The containers of a task have the role by which ECS starts them',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `The execution role may pull images and read the secrets of the task. Containers that have it too can read every secret it may, not only those that they were given.

Leave it where neither role may do more than the other.`,
    refs: [guide('task-iam-roles'), task],
    equivalents: ['checkov/CKV_AWS_249'],
    check: { on: tasks, resource: sharedRole },
    bad: `resource "aws_ecs_task_definition" "example" {
  family                = "example"
  container_definitions = file("containers.json")
  execution_role_arn    = "arn:aws:iam::123456789012:role/app"
  task_role_arn         = "arn:aws:iam::123456789012:role/app"
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "aws_ecs_task_definition" "example" {
  family                = "example"
  container_definitions = file("containers.json")
  execution_role_arn    = "arn:aws:iam::123456789012:role/ecs-execution"
  task_role_arn         = "arn:aws:iam::123456789012:role/app"
}
`,
  },
  {
    id: 'aws/ecs-task-shares-processes',
    title: 'A task sees the processes of its host',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `With the host's process namespace a container sees what all others run, with their environment, and may stop or trace it.

Leave it for agents that watch the host.`,
    refs: [guide('task_definition_parameters'), task],
    equivalents: ['checkov/CKV_AWS_335'],
    check: [
      {
        on: tasks,
        attribute: 'pid_mode',
        must: preferring('task', noneOf('host')),
        missing: 'passes',
        so: 'so that the task sees its own processes only',
        effect: 'what looks at other processes fails',
      },
      {
        on: tasks,
        resource: containersWith(
          hostProcesses,
          (name) => `With pidMode "host" ${name} sees all processes of the host. Leave it out.`,
        ),
      },
    ],
    bad: `resource "aws_ecs_task_definition" "example" {
  family                = "example"
  container_definitions = file("containers.json")
  pid_mode              = "host"
                          ~~~~~~
}
`,
    good: `resource "aws_ecs_task_definition" "example" {
  family                = "example"
  container_definitions = file("containers.json")
  pid_mode              = "task"
}
`,
  },
  {
    id: 'aws/ecs-volume-in-the-clear',
    title: 'A task reads and writes a shared file system in the clear',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `What goes between the task and EFS crosses the network unencrypted. Encryption is one argument, and IAM authorisation needs it.

Leave it where the data is public.`,
    refs: [guide('efs-volumes'), task],
    equivalents: ['checkov/CKV_AWS_97', 'trivy/AWS-0035'],
    check: {
      on: tasks,
      within: 'volume.efs_volume_configuration',
      attribute: 'transit_encryption',
      must: be('ENABLED'),
      default: 'DISABLED',
      so: 'so that nobody reads along',
      effect: 'the task is started anew',
    },
    bad: `resource "aws_ecs_task_definition" "example" {
  family                = "example"
  container_definitions = file("containers.json")

  volume {
    name = "data"

    efs_volume_configuration {
    ~~~~~~~~~~~~~~~~~~~~~~~~
      file_system_id = aws_efs_file_system.data.id
    }
  }
}
`,
    good: `resource "aws_ecs_task_definition" "example" {
  family                = "example"
  container_definitions = file("containers.json")

  volume {
    name = "data"

    efs_volume_configuration {
      file_system_id     = aws_efs_file_system.data.id
      transit_encryption = "ENABLED"
    }
  }
}
`,
  },
  {
    id: 'aws/ecs-without-container-insights',
    title: 'A cluster does not collect metrics of its containers',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Container Insights shows what each task and container uses. It is charged for each metric, which adds up with many tasks.

Leave it off where another tool collects them.`,
    refs: [guide('cloudwatch-container-insights'), registry('ecs_cluster')],
    equivalents: ['checkov/CKV_AWS_65', 'trivy/AWS-0034'],
    check: [
      {
        on: ['aws_ecs_cluster'],
        attribute: 'setting',
        must: someBlock({
          where: [{ attribute: 'name', is: be('containerInsights') }],
          right: ['name  = "containerInsights"', 'value = "enabled"'],
          text: 'one whose name is "containerInsights"',
        }),
        so: 'to see what containers use',
        effect: 'charged for each metric',
      },
      {
        on: ['aws_ecs_cluster'],
        within: 'setting',
        attribute: 'value',
        must: preferring('enabled', oneOf('enabled', 'enhanced')),
        when: [{ attribute: 'name', is: be('containerInsights') }],
        so: 'to see what containers use',
        effect: 'charged for each metric',
      },
    ],
    bad: cluster('').replace('\n', `\n${'~'.repeat('resource "aws_ecs_cluster" "example"'.length)}\n`),
    good: cluster(`
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
`),
  },
  {
    id: 'aws/ecs-writable-root',
    title: 'A container may change its own programs',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `Whoever breaks into the container can put tools there, and change what it runs. With a read-only root and a volume for what must be written, that is harder.

Leave it for images that write where they please and cannot be told otherwise.`,
    refs: [guide('security-tasks-containers'), task],
    equivalents: ['checkov/CKV_AWS_336'],
    check: {
      on: tasks,
      resource: containersWith(
        writable,
        (name) =>
          `The file system of ${name} can be written. Set readonlyRootFilesystem to true, and mount a volume for what it writes.`,
        { key: 'readonlyRootFilesystem', to: true, effect: 'what it writes needs a volume' },
      ),
    },
    bad: definition(`
      readonlyRootFilesystem = false
                               ~~~~~
`),
    good: definition(`
      readonlyRootFilesystem = true
`),
  },
];
