import type { Resource } from '../../terraform/model.ts';
import { resourcesOf, type Value } from '../../terraform/value.ts';
import { hasCompanion } from '../companion.ts';
import { be, isSet, preferring, someBlock } from '../predicates.ts';
import type { Companion, Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`aws-backup/latest/devguide/${page}.html`);

/** Whether a selection for backups takes in a resource: by name, with all others, or perhaps by its tags. */
function selects(selection: Resource, resource: Resource): boolean {
  if (selection.blocks('selection_tag').length + selection.blocks('condition').length > 0) return true;
  if (selection.get('not_resources')) return true;
  const listed = selection.get('resources');
  if (listed?.kind !== 'list') return listed !== undefined;
  return listed.items.some((item) => resourcesOf(item).includes(resource.address) || mayName(item));
}

/** Whether an ARN may stand for more than what it was made of: a pattern, or something unknown that is no resource here. */
function mayName(item: Value): boolean {
  return item.kind === 'string' ? item.value.includes('*') : resourcesOf(item).length === 0;
}

const keptBy: readonly string[] = ['aws_ebs_volume', 'aws_efs_file_system', 'aws_rds_cluster'];

/** A file system may be taken in by the plan of AWS's own that a policy of it switches on. */
const automatic: Companion = {
  on: ['aws_efs_backup_policy'],
  by: 'file_system_id',
  where: [{ attribute: 'backup_policy.status', is: be('ENABLED') }],
};

function* withoutBackup(resource: Resource, context: Context): Iterable<Report> {
  if (context.tree.resources('aws_backup_selection').some((selection) => selects(selection, resource))) return;
  if (resource.type === 'aws_efs_file_system' && hasCompanion(automatic, resource, context)) return;
  yield {
    at: resource,
    message: `No aws_backup_selection here takes in "${resource.name}". Name it in one, or give it a tag that one selects.`,
  };
}

export const backup: readonly Rule[] = [
  {
    id: 'aws/backup-kept-forever',
    title: 'Backups are kept for ever',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `Without \`delete_after\` each backup stays until somebody deletes it, and the bill grows with every run. Nobody restores what is years old; personal data must not be kept that long.

Leave it for a yearly backup that the law wants for good.`,
    refs: [guide('creating-a-backup-plan'), registry('backup_plan')],
    equivalents: [],
    check: {
      on: ['aws_backup_plan'],
      within: 'rule',
      attribute: 'lifecycle.delete_after',
      must: preferring(35, isSet()),
      so: 'so that old backups go',
      effect: 'older backups are deleted',
    },
    bad: `resource "aws_backup_plan" "example" {
  name = "example"

  rule {
  ~~~~
    rule_name         = "daily"
    target_vault_name = "example"
  }
}
`,
    good: `resource "aws_backup_plan" "example" {
  name = "example"

  rule {
    rule_name         = "daily"
    target_vault_name = "example"

    lifecycle {
      delete_after = 35
    }
  }
}
`,
  },
  {
    id: 'aws/backup-one-region',
    title: 'Backups are kept in one region only',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A copy in another region, best in another account too, survives the loss of both. It costs its storage and the transfer.

Leave it for what may be down as long as the region is.`,
    refs: [guide('cross-region-backup'), registry('backup_plan')],
    equivalents: [],
    check: {
      on: ['aws_backup_plan'],
      within: 'rule',
      attribute: 'copy_action',
      must: someBlock({ text: 'one to a vault elsewhere' }),
      so: 'so that a copy survives the region',
    },
    bad: `resource "aws_backup_plan" "example" {
  name = "example"

  rule {
  ~~~~
    rule_name         = "daily"
    target_vault_name = "example"
  }
}
`,
    good: `resource "aws_backup_plan" "example" {
  name = "example"

  rule {
    rule_name         = "daily"
    target_vault_name = "example"

    copy_action {
      destination_vault_arn = "arn:aws:backup:eu-west-1:111122223333:backup-vault:example"
    }
  }
}
`,
  },
  {
    id: 'aws/backup-selection',
    title: 'No backup plan takes in a volume, file system or cluster',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `AWS Backup keeps copies apart from what they are copies of, in a vault with its own policy, and can lock them. What no selection takes in has at most the backups of its own service, which go with it.

Leave it for what can be made again, and where the plan of the organisation selects by tags.`,
    refs: [docs('aws-backup/latest/devguide/assigning-resources.html'), registry('backup_selection')],
    equivalents: ['checkov/CKV2_AWS_8', 'checkov/CKV2_AWS_9', 'checkov/CKV2_AWS_18'],
    check: { on: keptBy, resource: withoutBackup },
    bad: `resource "aws_efs_file_system" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  encrypted = true
}
`,
    good: `resource "aws_efs_file_system" "example" {
  encrypted = true
}

resource "aws_backup_selection" "example" {
  name         = "example"
  plan_id      = aws_backup_plan.example.id
  iam_role_arn = aws_iam_role.example.arn
  resources    = [aws_efs_file_system.example.arn]
}
`,
  },
  {
    id: 'aws/backup-vault-unlocked',
    title: 'Backups can be deleted before their time',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Whoever blackmails deletes the backups first. A lock on the vault keeps every backup for its time, in governance mode against all but a few, in compliance mode against everybody, AWS among them.

Leave it for vaults of tests: after its days of grace a lock in compliance mode cannot be lifted.`,
    refs: [guide('vault-lock'), registry('backup_vault_lock_configuration')],
    equivalents: [],
    check: {
      on: ['aws_backup_vault'],
      needs: [{ on: ['aws_backup_vault_lock_configuration'], by: 'backup_vault_name' }],
      text: 'an aws_backup_vault_lock_configuration',
      so: 'so that backups outlast their enemies',
      adds: {
        type: 'aws_backup_vault_lock_configuration',
        by: 'backup_vault_name',
        to: 'name',
        lines: ['min_retention_days = 7'],
      },
      effect: 'backups cannot be deleted for seven days',
    },
    bad: `resource "aws_backup_vault" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "aws_backup_vault" "example" {
  name = "example"
}

resource "aws_backup_vault_lock_configuration" "example" {
  backup_vault_name  = aws_backup_vault.example.name
  min_retention_days = 7
}
`,
  },
];
