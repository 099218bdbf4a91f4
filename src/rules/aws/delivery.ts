import { textOf } from '../../terraform/convert.ts';
import type { Value } from '../../terraform/value.ts';
import { offer, setAttribute } from '../fix.ts';
import { documentAt } from '../policy.ts';
import { be, isSet, noneOf, someBlock } from '../predicates.ts';
import type { Report, ResourceCheck, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const codebuild = (page: string) => docs(`codebuild/latest/userguide/${page}.html`);
const on = ['aws_codebuild_project'];
const project = registry('codebuild_project');

/** Templates of approval rules that ask for a single approval. */
const oneApproval: ResourceCheck = {
  on: ['aws_codecommit_approval_rule_template'],
  *resource(template, { tree }): Iterable<Report> {
    const content = documentAt(template.get('content'), tree);
    for (const statement of listed(entry(content, 'Statements'))) {
      const needed = entry(statement, 'NumberOfApprovalsNeeded');
      const number = Number(needed && textOf(needed));
      if (!needed || !(number < 2)) continue;
      const { start, end } = needed.origin.at;
      const fixes =
        needed.kind === 'number' && end - start === 1
          ? offer(setAttribute(template, needed, '2'), { title: 'Ask for 2 approvals', effect: 'merging takes longer' })
          : [];
      yield { at: needed, message: `${number} approval is enough. Ask for 2, so that nobody merges alone.`, fixes };
    }
  },
};

function entry(value: Value | undefined, key: string): Value | undefined {
  return value?.kind === 'object' ? value.entries.get(key) : undefined;
}

function listed(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.items : [];
}

const build = (lines: string, marks = '') => `resource "aws_codebuild_project" "example" {
${marks}  name         = "example"
  service_role = aws_iam_role.example.arn
${lines}}
`;

const header = `${'~'.repeat('resource "aws_codebuild_project" "example"'.length)}\n`;

export const delivery: readonly Rule[] = [
  {
    id: 'aws/build-artifacts-unencrypted',
    title: 'What a build makes is stored unencrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `CodeBuild encrypts artifacts with a key of KMS unless it is told not to. Without, whoever may read the bucket, or finds a copy, has the code that is deployed.

Leave it for artifacts that are published anyway, such as the pages of a website.`,
    refs: [codebuild('security-encryption'), project],
    equivalents: ['checkov/CKV_AWS_78', 'trivy/AWS-0018'],
    check: (['artifacts', 'secondary_artifacts'] as const).map((within) => ({
      on,
      within,
      attribute: 'encryption_disabled',
      must: be(false),
      default: false,
      when: [{ attribute: 'type', is: noneOf('NO_ARTIFACTS'), missing: 'holds', unknown: 'holds' }],
      so: 'so that artifacts are encrypted',
      effect: 'whoever reads them must be allowed to use the key',
    })),
    bad: build(`
  artifacts {
    type                = "S3"
    location            = "example"
    encryption_disabled = true
                          ~~~~
  }
`),
    good: build(`
  artifacts {
    type                = "S3"
    location            = "example"
    encryption_disabled = false
  }
`),
  },
  {
    id: 'aws/build-logs-off',
    title: 'A build keeps no logs',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `What ran in a build, and with which code, can then be said by nobody: not when it fails, and not when something was slipped into what it makes.

Leave it where another service keeps the logs.`,
    refs: [codebuild('getting-input-logs'), project],
    equivalents: ['checkov/CKV_AWS_314'],
    check: {
      on,
      attribute: 'logs_config.cloudwatch_logs.status',
      must: be('ENABLED'),
      default: 'ENABLED',
      when: [{ attribute: 'logs_config.s3_logs.status', is: noneOf('ENABLED'), default: 'DISABLED' }],
      effect: 'logs are billed by size',
    },
    bad: build(`
  logs_config {
    cloudwatch_logs {
      status = "DISABLED"
               ~~~~~~~~~~
    }
  }
`),
    good: build(`
  logs_config {
    cloudwatch_logs {
      status = "ENABLED"
    }
  }
`),
  },
  {
    id: 'aws/build-logs-unencrypted',
    title: 'The logs of a build are stored unencrypted',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Logs of builds hold addresses, names and now and then a secret that was printed. CodeBuild encrypts them in S3 unless it is told not to.

Leave it where a tool that reads them cannot use the key, and nothing in them is secret.`,
    refs: [codebuild('getting-input-logs'), project],
    equivalents: ['checkov/CKV_AWS_311'],
    check: {
      on,
      attribute: 'logs_config.s3_logs.encryption_disabled',
      must: be(false),
      default: false,
      so: 'so that logs are encrypted',
      effect: 'whoever reads them must be allowed to use the key',
    },
    bad: build(`
  logs_config {
    s3_logs {
      status              = "ENABLED"
      location            = "example/logs"
      encryption_disabled = true
                            ~~~~
    }
  }
`),
    good: build(`
  logs_config {
    s3_logs {
      status              = "ENABLED"
      location            = "example/logs"
      encryption_disabled = false
    }
  }
`),
  },
  {
    id: 'aws/build-logs-unsaid',
    title: 'Where a build logs to is left to the default',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Without a word CodeBuild logs to a group in CloudWatch that it makes itself, which keeps everything for ever and is encrypted with no key of yours.

Leave it where that group is good enough.`,
    refs: [codebuild('getting-input-logs'), project],
    equivalents: ['checkov/CKV_AWS_314'],
    check: {
      on,
      attribute: 'logs_config',
      must: someBlock({
        right: ['cloudwatch_logs {', '  group_name = "codebuild"', '}'],
        choices: ['"codebuild"'],
      }),
      effect: 'the group must be there',
    },
    bad: build('', header),
    good: build(`
  logs_config {
    cloudwatch_logs {
      group_name = "codebuild"
    }
  }
`),
  },
  {
    id: 'aws/build-privileged',
    title: 'A build runs in privileged mode',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `In privileged mode the container of the build may do what root may do on its machine. The machine is for this build alone, so that little is won, but what is not needed should not be there.

Leave it for builds that make images with Docker: they need it.`,
    refs: [codebuild('sample-docker'), project],
    equivalents: ['checkov/CKV_AWS_316'],
    check: {
      on,
      attribute: 'environment.privileged_mode',
      must: be(false),
      default: false,
      effect: 'docker does not run in the build any more',
    },
    bad: build(`
  environment {
    type            = "LINUX_CONTAINER"
    compute_type    = "BUILD_GENERAL1_SMALL"
    image           = "aws/codebuild/standard:7.0"
    privileged_mode = true
                      ~~~~
  }
`),
    good: build(`
  environment {
    type            = "LINUX_CONTAINER"
    compute_type    = "BUILD_GENERAL1_SMALL"
    image           = "aws/codebuild/standard:7.0"
    privileged_mode = false
  }
`),
  },
  {
    id: 'aws/repository-one-approval',
    title: 'One approval is enough to merge',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `With one approval, a single stolen account beside the author's gets anything in. Two people see more, and cost more time.

Leave it for small teams, where two approvals would mean everybody.`,
    refs: [
      docs('codecommit/latest/userguide/approval-rule-templates.html'),
      registry('codecommit_approval_rule_template'),
    ],
    equivalents: ['checkov/CKV_AWS_257'],
    check: oneApproval,
    bad: `resource "aws_codecommit_approval_rule_template" "example" {
  name = "example"
  content = jsonencode({
    Version               = "2018-11-08"
    DestinationReferences = ["refs/heads/main"]
    Statements = [{
      Type                    = "Approvers"
      NumberOfApprovalsNeeded = 1
                                ~
    }]
  })
}
`,
    good: `resource "aws_codecommit_approval_rule_template" "example" {
  name = "example"
  content = jsonencode({
    Version               = "2018-11-08"
    DestinationReferences = ["refs/heads/main"]
    Statements = [{
      Type                    = "Approvers"
      NumberOfApprovalsNeeded = 2
    }]
  })
}
`,
  },
  {
    id: 'aws/repository-without-approval',
    title: 'A repository merges without an approval',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Whoever may push to the repository may merge what nobody else has seen. A template of an approval rule that is associated with it asks for a second pair of eyes.

Leave it for repositories of one person, and for copies of other ones.`,
    refs: [
      docs('codecommit/latest/userguide/how-to-associate-template.html'),
      registry('codecommit_approval_rule_template_association'),
    ],
    equivalents: ['checkov/CKV2_AWS_37'],
    check: {
      on: ['aws_codecommit_repository'],
      needs: [{ on: ['aws_codecommit_approval_rule_template_association'], by: 'repository_name' }],
      text: 'an aws_codecommit_approval_rule_template_association',
      so: 'for changes to be approved',
    },
    bad: `resource "aws_codecommit_repository" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  repository_name = "example"
}
`,
    good: `resource "aws_codecommit_repository" "example" {
  repository_name = "example"
}

resource "aws_codecommit_approval_rule_template_association" "example" {
  approval_rule_template_name = aws_codecommit_approval_rule_template.example.name
  repository_name             = aws_codecommit_repository.example.repository_name
}
`,
  },
  {
    id: 'aws/stack-without-notifications',
    title: 'Nobody is told what happens to a CloudFormation stack',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `With a topic every step of a stack is published: that somebody changed it past Terraform, or that it was deleted.

Leave it: EventBridge has the same events for all stacks at once.`,
    refs: [docs('AWSCloudFormation/latest/UserGuide/stack-events-eventbridge.html'), registry('cloudformation_stack')],
    equivalents: ['checkov/CKV_AWS_124'],
    check: {
      on: ['aws_cloudformation_stack'],
      attribute: 'notification_arns',
      must: { ...isSet(), text: 'a list of topics' },
    },
    bad: `resource "aws_cloudformation_stack" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "aws_cloudformation_stack" "example" {
  name              = "example"
  notification_arns = [aws_sns_topic.example.arn]
}
`,
  },
];
