import type { Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { secretSetting } from '../secrets.ts';
import { containersOf, containerTypes, environmentOf } from './containers.ts';
import { docs, registry } from './refs.ts';

const on = ['aws_apprunner_service', 'aws_lambda_function', ...containerTypes];

interface Setting {
  readonly name: string;
  readonly value: Value;
}

/** Blocks on the way to the map of variables, and the map's name. */
const maps: Readonly<Record<string, readonly (readonly string[])[]>> = {
  aws_apprunner_service: [
    ['source_configuration', 'image_repository', 'image_configuration', 'runtime_environment_variables'],
    [
      'source_configuration',
      'code_repository',
      'code_configuration',
      'code_configuration_values',
      'runtime_environment_variables',
    ],
  ],
  aws_lambda_function: [['environment', 'variables']],
};

function settingsOf(resource: Resource, context: Context): readonly Setting[] {
  const inMaps = (maps[resource.type] ?? []).flatMap((path) => {
    const blocks = path
      .slice(0, -1)
      .reduce<readonly Pick<Resource, 'blocks' | 'get'>[]>(
        (sections, name) => sections.flatMap((section) => section.blocks(name)),
        [resource],
      );
    return blocks.flatMap((block) => {
      const map = block.get(path.at(-1) ?? '');
      return map?.kind === 'object' ? [...map.entries].map(([name, value]) => ({ name, value })) : [];
    });
  });
  return [...inMaps, ...containersOf(resource, context.tree).flatMap(environmentOf)];
}

function* secrets(resource: Resource, context: Context): Iterable<Report> {
  for (const { name, value } of settingsOf(resource, context)) {
    const what = secretSetting(name, value);
    if (what === undefined) continue;
    yield {
      at: value,
      message: `The environment holds ${what} in plain text. Let the code read it from Secrets Manager, and change the secret.`,
    };
  }
}

export const environmentSecret: Rule = {
  id: 'aws/environment-secret',
  title: 'An environment variable holds a secret',
  severity: 'error',
  pillar: 'identity',
  recommended: true,
  why: `Whoever may look at the function or the task reads its variables in the console, and they stand in the code, the state and every plan. Tasks and services can take them from Secrets Manager by ARN; functions read them when they start.

Leave it for a value that only looks like a secret, with \`groundwork:ignore\` and the reason.`,
  refs: [
    docs('lambda/latest/dg/configuration-envvars.html'),
    docs('AmazonECS/latest/developerguide/specifying-sensitive-data.html'),
    registry('lambda_function'),
    registry('ecs_task_definition'),
  ],
  equivalents: ['checkov/CKV_AWS_45', 'trivy/AWS-0036'],
  check: { on, resource: secrets },
  bad: `resource "aws_lambda_function" "example" {
  function_name = "example"
  role          = aws_iam_role.example.arn
  image_uri     = "example.dkr.ecr.eu-west-1.amazonaws.com/example:1"
  package_type  = "Image"

  environment {
    variables = {
      DB_PASSWORD = "correct horse battery staple"
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    }
  }
}
`,
  good: `resource "aws_lambda_function" "example" {
  function_name = "example"
  role          = aws_iam_role.example.arn
  image_uri     = "example.dkr.ecr.eu-west-1.amazonaws.com/example:1"
  package_type  = "Image"

  environment {
    variables = {
      DB_PASSWORD_ARN = aws_secretsmanager_secret.db.arn
    }
  }
}
`,
};
