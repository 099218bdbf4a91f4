import { be, oneOf } from '../predicates.ts';
import type { Condition, Expectation, Rule } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { registry } from './refs.ts';

const instance = registry('instance');

const inAdvance: Condition = {
  attribute: ['instance_charge_type', 'payment_type', 'pay_type'],
  is: oneOf('PrePaid', 'Prepaid'),
};

/** What renews by itself a machine or database that is paid in advance: the argument by type, and its right value. */
const renewals: readonly {
  readonly on: readonly string[];
  readonly attribute: string;
  readonly right: string | boolean;
}[] = [
  { on: ['alicloud_instance', 'alicloud_polardb_cluster'], attribute: 'renewal_status', right: 'AutoRenewal' },
  {
    on: [
      'alicloud_db_instance',
      'alicloud_kvstore_instance',
      'alicloud_mongodb_instance',
      'alicloud_mongodb_sharding_instance',
    ],
    attribute: 'auto_renew',
    right: true,
  },
];

export const commitments: readonly Rule[] = [
  {
    id: 'alicloud/commitment-in-code',
    title: 'A commitment for months or years is made by applying code',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `A reserved instance or a storage capacity unit is paid for its whole term, used or not. \`terraform destroy\` does not give it back, and a change that replaces it buys a second one. A purchase deserves a decision of its own: in the console, or in a configuration that holds nothing else.

Leave it in such a configuration, which few may apply.`,
    refs: [registry('reserved_instance'), registry('ecs_storage_capacity_unit')],
    equivalents: [],
    note: 'cost-alibaba#6-reserved-instances',
    check: unwanted(
      ['alicloud_ecs_storage_capacity_unit', 'alicloud_reserved_instance'],
      'Applying this buys a term that cannot be given back. Keep purchases apart from code that is applied every day.',
    ),
    bad: `resource "alicloud_reserved_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  instance_type   = "ecs.g7.large"
  instance_amount = 10
  period_unit     = "Year"
  scope           = "Region"
}
`,
    good: `resource "alicloud_instance" "example" {
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
}
`,
  },
  {
    id: 'alicloud/subscription-without-renewal',
    title: 'What is paid in advance runs out by itself',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `When its term is over, a machine or database that is not renewed stops, and is released with its data some days later. The message about it goes to whoever is named as contact, and is easily missed.

Leave it for work that ends with the term.`,
    refs: [instance, registry('db_instance')],
    equivalents: [],
    note: 'cost-alibaba#6-reserved-instances',
    check: renewals.map(
      ({ on, attribute, right }): Expectation => ({
        on,
        attribute,
        must: be(right),
        when: [inAdvance],
        so: 'for it not to run out',
        effect: 'the next term is paid for at its start',
      }),
    ),
    bad: `resource "alicloud_db_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  engine               = "MySQL"
  engine_version       = "8.0"
  instance_type        = "mysql.n2.medium.2c"
  instance_storage     = 50
  instance_charge_type = "Prepaid"
}
`,
    good: `resource "alicloud_db_instance" "example" {
  engine               = "MySQL"
  engine_version       = "8.0"
  instance_type        = "mysql.n2.medium.2c"
  instance_storage     = 50
  instance_charge_type = "Prepaid"
  auto_renew           = true
}
`,
  },
];
