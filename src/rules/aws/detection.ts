import { be, oneOf, someBlock } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const recorder = registry('config_configuration_recorder');
const aggregation = docs('config/latest/developerguide/aggregate-data.html');

export const detection: readonly Rule[] = [
  {
    id: 'aws/config-aggregator-regions',
    title: 'Config is gathered from some regions only',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `What is built in a region that nobody uses is what one wants to see. With \`all_regions\` the aggregator takes in those too, and the ones that AWS opens later.

Leave it where a policy of the organisation forbids all other regions.`,
    refs: [aggregation, registry('config_configuration_aggregator')],
    equivalents: ['checkov/CKV_AWS_121', 'trivy/AWS-0019'],
    check: ['account_aggregation_source', 'organization_aggregation_source'].map((source) => ({
      on: ['aws_config_configuration_aggregator'],
      attribute: `${source}.all_regions`,
      must: be(true),
      default: false,
      when: [{ attribute: source, is: someBlock() }],
      so: 'so that no region is left out',
    })),
    bad: `resource "aws_config_configuration_aggregator" "example" {
  name = "example"

  organization_aggregation_source {
    all_regions = false
                  ~~~~~
    role_arn    = "arn:aws:iam::111122223333:role/config"
  }
}
`,
    good: `resource "aws_config_configuration_aggregator" "example" {
  name = "example"

  organization_aggregation_source {
    all_regions = true
    role_arn    = "arn:aws:iam::111122223333:role/config"
  }
}
`,
  },
  {
    id: 'aws/config-global-resources',
    title: 'Config does not record global resources',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Users, roles and policies are global: one recorder in one region must have them, or nobody sees their changes.

Leave it for the recorders of all other regions, which would record, and charge for, the same things again.`,
    refs: [docs('config/latest/developerguide/select-resources.html'), recorder],
    equivalents: ['checkov/CKV2_AWS_48'],
    check: {
      on: ['aws_config_configuration_recorder'],
      attribute: 'recording_group.include_global_resource_types',
      must: be(true),
      default: false,
      so: 'so that changes to identities are recorded',
      effect: 'more items are recorded and paid for',
    },
    bad: `resource "aws_config_configuration_recorder" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  role_arn = "arn:aws:iam::111122223333:role/config"
}
`,
    good: `resource "aws_config_configuration_recorder" "example" {
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    include_global_resource_types = true
  }
}
`,
  },
  {
    id: 'aws/config-partial-recording',
    title: 'Config records some kinds of resources only',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `What is not recorded has no history, and rules about it find nothing. Kinds that AWS adds later are not on anybody's list.

Leave it where a kind that changes all the time, such as network interfaces, costs more than its history is worth: exclude that one.`,
    refs: [docs('config/latest/developerguide/select-resources.html'), recorder],
    equivalents: ['checkov/CKV2_AWS_45'],
    check: {
      on: ['aws_config_configuration_recorder'],
      attribute: 'recording_group.all_supported',
      must: be(true),
      missing: 'passes',
      so: 'so that every kind of resource has a history',
      effect: 'more items are recorded and paid for',
    },
    bad: `resource "aws_config_configuration_recorder" "example" {
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported = false
                    ~~~~~
  }
}
`,
    good: `resource "aws_config_configuration_recorder" "example" {
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported = true
  }
}
`,
  },
  {
    id: 'aws/config-recorder-off',
    title: 'The recorder of Config is not switched on',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `A recorder is made switched off: without an \`aws_config_configuration_recorder_status\` that is enabled it records nothing, and no rule of Config finds anything.

Leave it where the recorder is started elsewhere, as Control Tower does.`,
    refs: [
      docs('config/latest/developerguide/stop-start-recorder.html'),
      registry('config_configuration_recorder_status'),
    ],
    equivalents: ['checkov/CKV2_AWS_45'],
    check: {
      on: ['aws_config_configuration_recorder'],
      needs: [
        {
          on: ['aws_config_configuration_recorder_status'],
          by: 'name',
          where: [{ attribute: 'is_enabled', is: oneOf(true) }],
        },
      ],
      text: 'an aws_config_configuration_recorder_status that is enabled',
      so: 'so that changes are recorded',
      adds: { type: 'aws_config_configuration_recorder_status', by: 'name', to: 'name', lines: ['is_enabled = true'] },
      effect: 'recorded items are paid for',
    },
    bad: `resource "aws_config_configuration_recorder" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  role_arn = "arn:aws:iam::111122223333:role/config"
}
`,
    good: `resource "aws_config_configuration_recorder" "example" {
  role_arn = "arn:aws:iam::111122223333:role/config"
}

resource "aws_config_configuration_recorder_status" "example" {
  name       = aws_config_configuration_recorder.example.name
  is_enabled = true
}
`,
  },
  {
    id: 'aws/guardduty-off',
    title: 'GuardDuty is there and switched off',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `GuardDuty reads trails, flow logs and DNS queries and says when a key is used from a strange place or an instance speaks to a known attacker. Suspended it says nothing.

Leave it while its findings are moved to another account.`,
    refs: [docs('guardduty/latest/ug/guardduty_suspend-disable.html'), registry('guardduty_detector')],
    equivalents: ['checkov/CKV_AWS_238', 'checkov/CKV2_AWS_3'],
    check: {
      on: ['aws_guardduty_detector'],
      attribute: 'enable',
      must: be(true),
      missing: 'passes',
      so: 'so that it says what it sees',
      effect: 'what it reads is paid for',
    },
    bad: `resource "aws_guardduty_detector" "example" {
  enable = false
           ~~~~~
}
`,
    good: `resource "aws_guardduty_detector" "example" {
  enable = true
}
`,
  },
  {
    id: 'aws/guardduty-not-for-organization',
    title: 'GuardDuty is not switched on for new accounts',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `In the account that administers GuardDuty one resource switches it on for all accounts of the organisation, also for those that come later.

Leave it for the detector of a single account, and for those of member accounts.`,
    refs: [docs('guardduty/latest/ug/guardduty_organizations.html'), registry('guardduty_organization_configuration')],
    equivalents: ['checkov/CKV2_AWS_3'],
    check: {
      on: ['aws_guardduty_detector'],
      needs: [
        {
          on: ['aws_guardduty_organization_configuration'],
          by: 'detector_id',
          where: [
            {
              attribute: ['auto_enable_organization_members', 'auto_enable'],
              is: oneOf('ALL', 'NEW', true),
            },
          ],
        },
      ],
      text: 'an aws_guardduty_organization_configuration for new accounts',
      so: 'so that no account is left out',
      adds: {
        type: 'aws_guardduty_organization_configuration',
        by: 'detector_id',
        lines: ['auto_enable_organization_members = "ALL"'],
      },
      effect: 'GuardDuty is switched on, and paid for, in every account',
    },
    bad: `resource "aws_guardduty_detector" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  enable = true
}
`,
    good: `resource "aws_guardduty_detector" "example" {
  enable = true
}

resource "aws_guardduty_organization_configuration" "example" {
  detector_id                      = aws_guardduty_detector.example.id
  auto_enable_organization_members = "ALL"
}
`,
  },
  {
    id: 'aws/macie-off',
    title: 'Macie is there and paused',
    severity: 'info',
    pillar: 'data',
    recommended: true,
    why: `Macie looks through buckets for personal data and for buckets that are public. Paused it looks at nothing.

Leave it to save money while nothing new is stored.`,
    refs: [docs('macie/latest/user/macie-suspend-disable.html'), registry('macie2_account')],
    equivalents: [],
    check: {
      on: ['aws_macie2_account'],
      attribute: 'status',
      must: be('ENABLED'),
      missing: 'passes',
      so: 'so that buckets are looked at',
      effect: 'what it reads is paid for',
    },
    bad: `resource "aws_macie2_account" "example" {
  status = "PAUSED"
           ~~~~~~~~
}
`,
    good: `resource "aws_macie2_account" "example" {
  status = "ENABLED"
}
`,
  },
  {
    id: 'aws/security-hub-new-accounts',
    title: 'Security Hub is not switched on for new accounts',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `New accounts are then without it until somebody remembers, which is when their faults are made.

Leave it where a configuration policy of Security Hub switches it on (\`configuration_type = "CENTRAL"\`).`,
    refs: [
      docs('securityhub/latest/userguide/accounts-orgs-auto-enable.html'),
      registry('securityhub_organization_configuration'),
    ],
    equivalents: [],
    check: {
      on: ['aws_securityhub_organization_configuration'],
      attribute: 'auto_enable',
      must: be(true),
      when: [{ attribute: 'organization_configuration.configuration_type', is: oneOf('LOCAL'), missing: 'holds' }],
      so: 'so that no account is left out',
      effect: 'it is paid for in new accounts',
    },
    bad: `resource "aws_securityhub_organization_configuration" "example" {
  auto_enable = false
                ~~~~~
}
`,
    good: `resource "aws_securityhub_organization_configuration" "example" {
  auto_enable = true
}
`,
  },
];
