import { be, matches, noneOf, oneOf, someBlock } from '../predicates.ts';
import type { Condition, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const beanstalk = ['aws_elastic_beanstalk_environment'];
const workflows = ['aws_sfn_state_machine'];
const beanstalkGuide = (page: string) => docs(`elasticbeanstalk/latest/dg/${page}.html`);
const workflowGuide = (page: string) => docs(`step-functions/latest/dg/${page}.html`);

/** The setting that switches managed updates on or off. */
const managedActions: readonly Condition[] = [
  { attribute: 'namespace', is: be('aws:elasticbeanstalk:managedactions') },
  { attribute: 'name', is: be('ManagedActionsEnabled') },
];

function environment(lines: string): string {
  return `resource "aws_elastic_beanstalk_environment" "example" {
  name        = "example"
  application = aws_elastic_beanstalk_application.main.name
${lines}}
`;
}

const markedEnvironment = environment('').replace(
  '\n',
  `\n${'~'.repeat('resource "aws_elastic_beanstalk_environment" "example"'.length)}\n`,
);

function workflow(lines: string): string {
  return `resource "aws_sfn_state_machine" "example" {
  name       = "example"
  role_arn   = aws_iam_role.workflow.arn
  definition = file("workflow.json")
${lines}}
`;
}

const markedWorkflow = workflow('').replace(
  '\n',
  `\n${'~'.repeat('resource "aws_sfn_state_machine" "example"'.length)}\n`,
);

export const platforms: readonly Rule[] = [
  {
    id: 'aws/apprunner-public',
    title: 'A service of App Runner is open to the internet',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Services of App Runner get a public address by default. One that only other services call needs a private one, through a VPC ingress connection.

Leave it for what is meant for the public.`,
    refs: [docs('apprunner/latest/dg/network-pl.html'), registry('apprunner_service')],
    equivalents: [],
    check: {
      on: ['aws_apprunner_service'],
      attribute: 'network_configuration.ingress_configuration.is_publicly_accessible',
      must: be(false),
      default: true,
      so: 'unless it is meant for the public',
      effect: 'it is no longer reached from outside',
    },
    bad: `resource "aws_apprunner_service" "example" {
  service_name = "example"

  network_configuration {
    ingress_configuration {
      is_publicly_accessible = true
                               ~~~~
    }
  }
}
`,
    good: `resource "aws_apprunner_service" "example" {
  service_name = "example"

  network_configuration {
    ingress_configuration {
      is_publicly_accessible = false
    }
  }
}
`,
  },
  {
    id: 'aws/beanstalk-basic-health',
    title: 'An environment reports its health in the old way',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Basic health looks at nothing but the load balancer's check. Enhanced health sees slow answers, errors and full disks, without a fee for what it shows in the console.

Leave it for platforms that lack the agent.`,
    refs: [beanstalkGuide('health-enhanced'), registry('elastic_beanstalk_environment')],
    equivalents: ['checkov/CKV_AWS_312'],
    check: {
      on: beanstalk,
      attribute: 'setting',
      must: someBlock({
        where: [
          { attribute: 'name', is: oneOf('SystemType', 'HealthStreamingEnabled') },
          { attribute: 'value', is: matches(/^(?:enhanced|true)$/i, '') },
        ],
        text: 'one with SystemType "enhanced"',
      }),
      so: 'to see trouble before users do',
    },
    bad: markedEnvironment,
    good: environment(`
  setting {
    namespace = "aws:elasticbeanstalk:healthreporting:system"
    name      = "SystemType"
    value     = "enhanced"
  }
`),
  },
  {
    id: 'aws/beanstalk-without-updates',
    title: 'The platform of an environment is not updated by itself',
    severity: 'info',
    pillar: 'governance',
    recommended: true,
    why: `New versions of the platform bring security fixes of the system and the language. Managed updates install them in a window that you choose.

Leave it off where images are built and tested elsewhere.`,
    refs: [beanstalkGuide('environment-platform-update-managed'), registry('elastic_beanstalk_environment')],
    equivalents: ['checkov/CKV_AWS_340'],
    check: [
      {
        on: beanstalk,
        attribute: 'setting',
        must: someBlock({
          where: managedActions,
          right: [
            'namespace = "aws:elasticbeanstalk:managedactions"',
            'name      = "ManagedActionsEnabled"',
            'value     = "true"',
          ],
          text: 'one with ManagedActionsEnabled "true"',
        }),
        so: 'to get security fixes',
        effect: 'it needs PreferredStartTime, UpdateLevel and enhanced health',
      },
      {
        on: beanstalk,
        within: 'setting',
        attribute: 'value',
        must: { ...matches(/^true$/i, '"true"'), right: '"true"' },
        when: managedActions,
        so: 'to get security fixes',
        effect: 'it needs PreferredStartTime, UpdateLevel and enhanced health',
      },
    ],
    bad: markedEnvironment,
    good: environment(`
  setting {
    namespace = "aws:elasticbeanstalk:managedactions"
    name      = "ManagedActionsEnabled"
    value     = "true"
  }
`),
  },
  {
    id: 'aws/cloud9-open-ssh',
    title: 'A development environment is reached over SSH',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `With \`CONNECT_SSH\`, which is the default, the instance needs a public address and an open port. Through Session Manager it needs neither.

Leave it in a network that has no endpoint for Systems Manager.`,
    refs: [docs('cloud9/latest/user-guide/ec2-ssm.html'), registry('cloud9_environment_ec2')],
    equivalents: [],
    check: {
      on: ['aws_cloud9_environment_ec2'],
      attribute: 'connection_type',
      must: be('CONNECT_SSM'),
      default: 'CONNECT_SSH',
      so: 'so that it needs no open port',
      effect: 'Terraform replaces the environment',
    },
    bad: `resource "aws_cloud9_environment_ec2" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name          = "example"
  instance_type = "t3.small"
  image_id      = "amazonlinux-2023-x86_64"
}
`,
    good: `resource "aws_cloud9_environment_ec2" "example" {
  name            = "example"
  instance_type   = "t3.small"
  image_id        = "amazonlinux-2023-x86_64"
  connection_type = "CONNECT_SSM"
}
`,
  },
  {
    id: 'aws/workflow-log-without-data',
    title: 'The log of a state machine leaves out what went in and came out',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `With the data of an execution in the log, one that failed can be understood and run again. Whoever may read the log then reads the data too.

Leave it out where the data is personal or secret: that is the default, and often the better choice.`,
    refs: [workflowGuide('cw-logs'), registry('sfn_state_machine')],
    equivalents: ['checkov/CKV_AWS_285'],
    check: {
      on: workflows,
      attribute: 'logging_configuration.include_execution_data',
      must: be(true),
      default: false,
      when: [{ attribute: 'logging_configuration.level', is: noneOf('OFF') }],
      so: 'to see what an execution worked on',
      effect: 'whoever reads the log reads the data',
    },
    bad: workflow(`
  logging_configuration {
    log_destination        = "\${aws_cloudwatch_log_group.workflow.arn}:*"
    include_execution_data = false
                             ~~~~~
    level                  = "ERROR"
  }
`),
    good: workflow(`
  logging_configuration {
    log_destination        = "\${aws_cloudwatch_log_group.workflow.arn}:*"
    include_execution_data = true
    level                  = "ERROR"
  }
`),
  },
  {
    id: 'aws/workflow-without-log',
    title: 'A state machine does not log its executions',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `Without the log an execution that failed is gone after 90 days, one of an express workflow after minutes. The level \`ERROR\` writes only what failed.

Leave it off for tests.`,
    refs: [workflowGuide('cw-logs'), registry('sfn_state_machine')],
    equivalents: ['checkov/CKV_AWS_285', 'trivy/AWS-0119'],
    check: {
      on: workflows,
      attribute: 'logging_configuration.level',
      must: { ...noneOf('OFF'), text: '"ERROR" or a finer level' },
      default: 'OFF',
      so: 'to see why an execution failed',
    },
    bad: markedWorkflow,
    good: workflow(`
  logging_configuration {
    log_destination        = "\${aws_cloudwatch_log_group.workflow.arn}:*"
    include_execution_data = true
    level                  = "ERROR"
  }
`),
  },
  {
    id: 'aws/workflow-without-tracing',
    title: 'Executions of a state machine are not traced',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `X-Ray shows where an execution spends its time, through all services that take part. It is charged for each trace.

Leave it off where another tool traces, or nobody looks.`,
    refs: [workflowGuide('concepts-xray-tracing'), registry('sfn_state_machine')],
    equivalents: ['checkov/CKV_AWS_284', 'trivy/AWS-0117'],
    check: {
      on: workflows,
      attribute: 'tracing_configuration.enabled',
      must: be(true),
      default: false,
      so: 'to see where an execution spends its time',
      effect: 'charged for each trace',
    },
    bad: markedWorkflow,
    good: workflow(`
  tracing_configuration {
    enabled = true
  }
`),
  },
];
