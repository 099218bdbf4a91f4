import { be } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

export const governance: readonly Rule[] = [
  {
    id: 'alicloud/config-rule-off',
    title: 'A rule of Cloud Config does not check anything',
    severity: 'info',
    pillar: 'governance',
    recommended: true,
    why: `An inactive rule looks as if the account were watched. It reports nothing.

Leave it for a while, when its findings are being worked through.`,
    refs: [registry('config_rule')],
    equivalents: [],
    check: {
      on: ['alicloud_config_rule'],
      attribute: 'status',
      must: be('ACTIVE'),
      missing: 'passes',
      so: 'for the rule to check',
      safe: true,
    },
    bad: `resource "alicloud_config_rule" "example" {
  rule_name         = "example"
  source_owner      = "ALIYUN"
  source_identifier = "oss-bucket-public-read-prohibited"
  risk_level        = 1
  status            = "INACTIVE"
                      ~~~~~~~~~~
}
`,
    good: `resource "alicloud_config_rule" "example" {
  rule_name         = "example"
  source_owner      = "ALIYUN"
  source_identifier = "oss-bucket-public-read-prohibited"
  risk_level        = 1
  status            = "ACTIVE"
}
`,
  },
  {
    id: 'alicloud/control-policy-unattached',
    title: 'A control policy is attached to nothing',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `A control policy counts for the folders and accounts that it is attached to. One that is attached to none looks like a guardrail and is none.

Leave it where it is attached by another configuration.`,
    refs: [
      help('en/resource-management/resource-directory/user-guide/enable-the-control-policy-feature'),
      registry('resource_manager_control_policy'),
      registry('resource_manager_control_policy_attachment'),
    ],
    equivalents: [],
    note: 'landing-zones-compared#alibaba-cloud',
    check: {
      on: ['alicloud_resource_manager_control_policy'],
      needs: [{ on: ['alicloud_resource_manager_control_policy_attachment'], by: 'policy_id' }],
      text: 'an alicloud_resource_manager_control_policy_attachment',
      so: 'to a folder or account',
    },
    bad: `resource "alicloud_resource_manager_control_policy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  control_policy_name = "example"
  effect_scope        = "RAM"
  policy_document     = file("policy.json")
}
`,
    good: `resource "alicloud_resource_manager_control_policy" "example" {
  control_policy_name = "example"
  effect_scope        = "RAM"
  policy_document     = file("policy.json")
}

resource "alicloud_resource_manager_control_policy_attachment" "example" {
  policy_id = alicloud_resource_manager_control_policy.example.id
  target_id = "r-Zo****"
}
`,
  },
  {
    id: 'alicloud/resource-directory-without-control-policies',
    title: 'A resource directory has control policies switched off',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `Control policies say what no account of the directory may do, whatever its administrators allow: leave a region, stop a trail, make a bucket public. They do nothing until the feature is switched on.

Leave it while policies are written and their effect is unknown.`,
    refs: [
      help('en/resource-management/resource-directory/user-guide/enable-the-control-policy-feature'),
      registry('resource_manager_resource_directory'),
      registry('resource_manager_control_policy'),
    ],
    equivalents: [],
    note: 'landing-zones-compared#alibaba-cloud',
    check: {
      on: ['alicloud_resource_manager_resource_directory'],
      attribute: 'status',
      must: be('Enabled'),
      default: 'Disabled',
      so: 'for control policies to count',
      effect: 'policies that are attached start to count',
    },
    bad: `resource "alicloud_resource_manager_resource_directory" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "alicloud_resource_manager_resource_directory" "example" {
  status = "Enabled"
}
`,
  },
];
