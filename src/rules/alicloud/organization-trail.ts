import { textOf } from '../../terraform/convert.ts';
import type { ModuleTree } from '../../terraform/model.ts';
import type { Report, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const directory = 'alicloud_resource_manager_resource_directory';

/** Reports a resource directory whose configuration has trails, but none that records all of its accounts. */
function* check(tree: ModuleTree): Iterable<Report> {
  const trails = tree.resources('alicloud_actiontrail_trail');
  const covers = trails.some((trail) => {
    const all = trail.get('is_organization_trail');
    return all !== undefined && textOf(all) !== 'false';
  });
  if (covers) return;
  for (const one of tree.resources(directory)) {
    yield {
      at: one,
      resource: one,
      message:
        'No trail here records the accounts of the resource directory. Add an alicloud_actiontrail_trail with is_organization_trail = true.',
      related: trails.map(({ location }) => ({ at: location, message: 'this trail records its own account only' })),
    };
  }
}

export const organizationTrail: Rule = {
  id: 'alicloud/directory-without-trail',
  title: 'No trail records all accounts of a resource directory',
  severity: 'warning',
  pillar: 'logging',
  recommended: true,
  why: `ActionTrail keeps what was done for 90 days, in each account by itself, where whoever takes the account over can see what is known of them. A multi-account trail of the management account delivers the events of all members, those added later too, into one bucket or Logstore that the members cannot touch.

Leave it where the trail is made in another configuration, for example that of the log archive account.`,
  refs: [help('en/actiontrail/user-guide/create-a-multi-account-trail'), registry('actiontrail_trail')],
  equivalents: [],
  note: 'landing-zones-compared#alibaba-cloud',
  check: { on: [directory], tree: check },
  bad: `resource "alicloud_resource_manager_resource_directory" "main" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  status = "Enabled"
}
`,
  good: `resource "alicloud_resource_manager_resource_directory" "main" {
  status = "Enabled"
}

resource "alicloud_actiontrail_trail" "main" {
  trail_name            = "organization"
  oss_bucket_name       = "log-archive"
  event_rw              = "All"
  is_organization_trail = true
}
`,
};
