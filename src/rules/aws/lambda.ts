import type { Resource } from '../../terraform/model.ts';
import { endedRuntimes, runtimeSuccessors } from '../facts/aws-versions.ts';
import { offer, setAttribute } from '../fix.ts';
import { judge } from '../judge.ts';
import { be, has, isAbsent, isSet, matches, noneOf, someBlock } from '../predicates.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const on = ['aws_lambda_function'];
const guide = (page: string) => docs(`lambda/latest/dg/${page}.html`);
const resource = registry('lambda_function');

/** Reports an address of a function that any site may use with any method, as a fault of the function. */
function* openToEverySite(url: Resource, context: Context): Iterable<Report> {
  for (const cors of url.blocks('cors')) {
    const open = ['allow_origins', 'allow_methods'].every(
      (attribute) => judge(cors, { attribute, must: has('*') }).holds === true,
    );
    if (!open) continue;
    yield {
      at: cors.get('allow_origins') ?? cors,
      message: 'Every website may call the function with every method. Name the sites that may.',
      resource: context.find(url.get('function_name'), 'aws_lambda_function') ?? url,
    };
  }
}

function* endedRuntime(resource: Resource): Iterable<Report> {
  const runtime = resource.get('runtime');
  if (runtime?.kind !== 'string' || !endedRuntimes.includes(runtime.value)) return;
  const family = /^[a-z]+/.exec(runtime.value)?.[0] ?? '';
  const successor = runtimeSuccessors[family];
  yield {
    at: runtime,
    message: `The runtime ${runtime.value} gets no security patches any more.${successor ? ` Go to ${successor}.` : ''}`,
    fixes: successor
      ? offer(setAttribute(resource, runtime, JSON.stringify(successor)), {
          title: `Set runtime to "${successor}"`,
          effect: 'test the function with it first',
        })
      : [],
  };
}

/** A function with one argument aligned to the others, or a block behind them. */
function func(name = '', value = '', block = '', marks = ''): string {
  const width = Math.max(name.length, 'function_name'.length);
  const line = (key: string, text: string) => `  ${key.padEnd(width)} = ${text}\n`;
  return `resource "aws_lambda_function" "example" {
${marks}${line('function_name', '"example"')}${line('role', 'aws_iam_role.example.arn')}${line('filename', '"example.zip"')}${line('handler', '"main.handler"')}${name ? line(name, value) : ''}${block}}
`;
}

const marked = func('', '', '', `${'~'.repeat('resource "aws_lambda_function" "example"'.length)}\n`);

/** The permission of a service to call the function. */
function permission(principal: string, lines = ''): string {
  return `resource "aws_lambda_permission" "example" {
  function_name = aws_lambda_function.example.function_name
  action        = "lambda:InvokeFunction"
  principal     = "${principal}"
${lines}}
`;
}

export const lambda: readonly Rule[] = [
  {
    id: 'aws/lambda-ended-runtime',
    title: 'A function runs on a runtime that is no longer patched',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: `After its end a runtime gets no security patches, then no function can be made with it, then none updated, so that the next change comes on a day that AWS chooses.

Leave it for a function that is about to be removed.`,
    refs: [guide('lambda-runtimes'), resource],
    equivalents: ['checkov/CKV_AWS_363'],
    check: { on, resource: endedRuntime },
    bad: func('runtime', '"python3.7"', `${' '.repeat(18)}~~~~~~~~~~~\n`),
    good: func('runtime', '"python3.13"'),
  },
  {
    id: 'aws/lambda-open-cors',
    title: 'The address of a function may be called from every website with every method',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `A page of anybody's can then send requests in the name of a user who has it open, and read the answers.

Leave it for an interface that is public and keeps no sessions.`,
    refs: [guide('urls-configuration'), registry('lambda_function_url')],
    equivalents: ['checkov/CKV2_AWS_75'],
    check: { on: ['aws_lambda_function_url'], resource: openToEverySite },
    bad: `resource "aws_lambda_function_url" "example" {
  function_name      = "example"
  authorization_type = "AWS_IAM"

  cors {
    allow_origins = ["*"]
                    ~~~~~
    allow_methods = ["*"]
  }
}
`,
    good: `resource "aws_lambda_function_url" "example" {
  function_name      = "example"
  authorization_type = "AWS_IAM"

  cors {
    allow_origins = ["https://app.example.com"]
    allow_methods = ["GET"]
  }
}
`,
  },
  {
    id: 'aws/lambda-open-url',
    title: 'The address of a function answers everyone',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Without authorisation anyone who finds the address calls the function, as often as they like and at your cost. With \`AWS_IAM\` callers sign their requests.

Leave it where the function itself checks who calls, such as the receiver of signed webhooks.`,
    refs: [guide('urls-auth'), registry('lambda_function_url')],
    equivalents: ['checkov/CKV_AWS_258'],
    check: {
      on: ['aws_lambda_function_url'],
      attribute: 'authorization_type',
      must: be('AWS_IAM'),
      missing: 'passes',
      so: 'so that not everyone may call',
      effect: 'callers that do not sign their requests are refused',
    },
    bad: `resource "aws_lambda_function_url" "example" {
  function_name      = aws_lambda_function.example.function_name
  authorization_type = "NONE"
                       ~~~~~~
}
`,
    good: `resource "aws_lambda_function_url" "example" {
  function_name      = aws_lambda_function.example.function_name
  authorization_type = "AWS_IAM"
}
`,
  },
  {
    id: 'aws/lambda-outside-vpc',
    title: 'A function is not attached to a VPC',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `In a VPC a function reaches private databases, and what it may reach outside is yours to decide. It needs addresses there, and endpoints or a NAT gateway for everything else.

Leave it for functions that call nothing but AWS's own services, which is what AWS recommends.`,
    refs: [guide('configuration-vpc'), resource],
    equivalents: ['checkov/CKV_AWS_117'],
    check: { on, attribute: 'vpc_config', must: someBlock(), so: 'to decide what it reaches' },
    bad: marked,
    good: func(
      '',
      '',
      `
  vpc_config {
    subnet_ids         = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.app.id]
  }
`,
    ),
  },
  {
    id: 'aws/lambda-permission-without-source',
    title: 'A service may call a function on behalf of any account',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `A permission for \`s3.amazonaws.com\` alone lets every customer's bucket call the function, through a service that you trust (the confused deputy). \`source_arn\` says whose resource it must be; \`source_account\` where the ARN has no account.

Leave it where the service names no source, as a few do.`,
    refs: [guide('permissions-function-services'), registry('lambda_permission')],
    equivalents: ['checkov/CKV_AWS_364', 'trivy/AWS-0067'],
    check: {
      on: ['aws_lambda_permission'],
      attribute: ['source_arn', 'source_account', 'principal_org_id'],
      must: isSet(),
      when: [{ attribute: 'principal', is: matches(/\.amazonaws\.com(?:\.cn)?$/, '') }],
      so: "so that no other customer's resource calls it",
    },
    bad: permission('sns.amazonaws.com').replace(
      '\n',
      `\n${'~'.repeat('resource "aws_lambda_permission" "example"'.length)}\n`,
    ),
    good: permission('sns.amazonaws.com', '  source_arn    = aws_sns_topic.orders.arn\n'),
  },
  {
    id: 'aws/lambda-public',
    title: 'Everyone may call a function',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `With the principal \`*\` every AWS account may invoke the function, at your cost and with what its role may do.

Leave it for the address of a public function, whose permission also has \`function_url_auth_type\`, or for one organisation (\`principal_org_id\`).`,
    refs: [guide('access-control-resource-based'), registry('lambda_permission')],
    equivalents: ['checkov/CKV_AWS_301'],
    check: {
      on: ['aws_lambda_permission'],
      attribute: 'principal',
      must: { ...noneOf('*'), text: 'a service or an account' },
      missing: 'passes',
      when: ['principal_org_id', 'function_url_auth_type'].map((attribute) => ({
        attribute,
        is: isAbsent(),
        missing: 'holds',
      })),
      so: 'so that not every AWS account may call it',
    },
    bad: `resource "aws_lambda_permission" "example" {
  function_name = aws_lambda_function.example.function_name
  action        = "lambda:InvokeFunction"
  principal     = "*"
                  ~~~
}
`,
    good: permission('444455556666'),
  },
  {
    id: 'aws/lambda-without-code-signing',
    title: 'A function runs code that nobody signed',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `With code signing only packages that your build signed can be deployed, even by someone who may update functions.

Leave it where few may deploy. Functions that come as images cannot be signed this way.`,
    refs: [guide('configuration-codesigning'), resource],
    equivalents: ['checkov/CKV_AWS_272'],
    check: {
      on,
      attribute: 'code_signing_config_arn',
      must: isSet(),
      when: [{ attribute: 'package_type', is: noneOf('Image'), missing: 'holds' }],
      so: 'so that only signed code runs',
    },
    bad: marked,
    good: func('code_signing_config_arn', 'aws_lambda_code_signing_config.example.arn'),
  },
  {
    id: 'aws/lambda-without-concurrency-limit',
    title: 'A function may use up all concurrency of the account',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `All functions of an account and region share a limit (1000 at first). One that is called too often, by a loop or an attacker, takes it from the others and costs money. A reserved share is also the most that the function can take.

Leave it where the share would be too small on a busy day; a reserved share is kept from all other functions.`,
    refs: [guide('configuration-concurrency'), resource],
    equivalents: ['checkov/CKV_AWS_115'],
    check: {
      on,
      attribute: 'reserved_concurrent_executions',
      must: { ...noneOf(-1), text: 'a limit' },
      default: -1,
      so: 'so that it does not take all from the others',
    },
    bad: marked,
    good: func('reserved_concurrent_executions', '50'),
  },
  {
    id: 'aws/lambda-without-failure-destination',
    title: 'Events that a function fails on are lost',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `An event that comes without anyone waiting is tried three times and then dropped. With a queue for failures, or a destination in \`aws_lambda_function_event_invoke_config\`, it can be looked at and tried again.

Leave it for functions whose callers wait for the answer, or that read from a queue, which has its own.`,
    refs: [guide('invocation-async-retain-records'), resource],
    equivalents: ['checkov/CKV_AWS_116'],
    check: {
      on,
      attribute: 'dead_letter_config.target_arn',
      must: isSet(),
      unless: [
        {
          on: ['aws_lambda_function_event_invoke_config'],
          by: 'function_name',
          where: [{ attribute: 'destination_config.on_failure.destination', is: isSet() }],
        },
      ],
      so: 'so that failed events are kept',
    },
    bad: marked,
    good: func(
      '',
      '',
      `
  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }
`,
    ),
  },
  {
    id: 'aws/lambda-without-tracing',
    title: 'Calls of a function are not traced',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `X-Ray shows where a request spends its time, through all services that take part. \`PassThrough\`, which is the default, traces only what the caller traces. It is charged for each trace.

Leave it off where another tool traces, or nobody looks.`,
    refs: [guide('services-xray'), resource],
    equivalents: ['checkov/CKV_AWS_50', 'trivy/AWS-0066', 'trivy/AWS-0125'],
    check: {
      on,
      attribute: 'tracing_config.mode',
      must: be('Active'),
      default: 'PassThrough',
      so: 'to see where a request spends its time',
      effect: "charged for each trace; the function's role must be allowed to send them",
    },
    bad: marked,
    good: func(
      '',
      '',
      `
  tracing_config {
    mode = "Active"
  }
`,
    ),
  },
];
