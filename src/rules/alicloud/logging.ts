import { atLeast, be, preferring } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const trails = ['alicloud_actiontrail', 'alicloud_actiontrail_trail'];
const trail = registry('actiontrail_trail');
const trailGuide = help('en/actiontrail/user-guide/create-a-multi-account-trail');

/** A switch of Log Audit Service, which takes texts. */
function collects(name: string, what: string): Expectation {
  return {
    on: ['alicloud_log_audit'],
    attribute: `variable_map.${name}`,
    must: be(true),
    inMap: true,
    so: `for ${what} to be collected`,
    effect: 'logs are billed by volume',
  };
}

export const logging: readonly Rule[] = [
  {
    id: 'alicloud/actiontrail-off',
    title: 'A trail does not record',
    severity: 'error',
    pillar: 'logging',
    recommended: true,
    why: `A trail that is disabled delivers nothing: what was done in the account is kept for 90 days by ActionTrail itself, and then gone.

Leave it for a moment, while its bucket or Logstore is moved.`,
    refs: [trailGuide, trail],
    equivalents: [],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    check: {
      on: trails,
      attribute: 'status',
      must: be('Enable'),
      missing: 'passes',
      so: 'for the trail to record',
      effect: 'what it delivers is billed as storage',
    },
    bad: `resource "alicloud_actiontrail_trail" "example" {
  trail_name      = "example"
  oss_bucket_name = "log-archive"
  event_rw        = "All"
  status          = "Disable"
                    ~~~~~~~~~
}
`,
    good: `resource "alicloud_actiontrail_trail" "example" {
  trail_name      = "example"
  oss_bucket_name = "log-archive"
  event_rw        = "All"
  status          = "Enable"
}
`,
  },
  {
    id: 'alicloud/actiontrail-one-region',
    title: 'A trail records one region only',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Who breaks in works where nobody looks. A trail of one region does not see machines that are started in another one, nor the calls of services that are not of any region.

Leave it for a second trail that hands the events of one region to somebody.`,
    refs: [trailGuide, trail],
    equivalents: ['checkov/CKV_ALI_4'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    check: {
      on: trails,
      attribute: 'trail_region',
      must: be('All'),
      missing: 'passes',
      so: 'for every region to be recorded',
      effect: 'more events are stored',
    },
    bad: `resource "alicloud_actiontrail_trail" "example" {
  trail_name      = "example"
  oss_bucket_name = "log-archive"
  event_rw        = "All"
  trail_region    = "cn-hangzhou"
                    ~~~~~~~~~~~~~
}
`,
    good: `resource "alicloud_actiontrail_trail" "example" {
  trail_name      = "example"
  oss_bucket_name = "log-archive"
  event_rw        = "All"
  trail_region    = "All"
}
`,
  },
  {
    id: 'alicloud/actiontrail-part-of-events',
    title: 'A trail records a part of the events only',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `By default a trail records what changes something. Who looks around first, lists the users and reads the keys, is seen in the read events only.

Leave it for a second trail that hands one kind of events to somebody.`,
    refs: [trailGuide, trail],
    equivalents: ['checkov/CKV_ALI_5'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    check: {
      on: trails,
      attribute: 'event_rw',
      must: be('All'),
      so: 'for reading to be recorded too',
      effect: 'many more events are stored',
    },
    bad: `resource "alicloud_actiontrail_trail" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  trail_name      = "example"
  oss_bucket_name = "log-archive"
}
`,
    good: `resource "alicloud_actiontrail_trail" "example" {
  trail_name      = "example"
  oss_bucket_name = "log-archive"
  event_rw        = "All"
}
`,
  },
  {
    id: 'alicloud/log-audit-without-actiontrail',
    title: 'Log Audit Service does not collect what is done in the accounts',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Log Audit Service brings the logs of many accounts and services together. The one that everything else is read beside, the events of ActionTrail, is off unless it is switched on.

Leave it where a multi-account trail delivers them elsewhere.`,
    refs: [help('en/log-service/latest/log-audit-service-usage-notes'), registry('log_audit'), trailGuide],
    equivalents: [],
    check: collects('actiontrail_enabled', 'the events of ActionTrail'),
    bad: `resource "alicloud_log_audit" "example" {
  display_name = "example"
  aliuid       = "123456789012****"
  variable_map = {
    actiontrail_enabled = "false"
                          ~~~~~~~
    oss_access_enabled  = "true"
  }
}
`,
    good: `resource "alicloud_log_audit" "example" {
  display_name = "example"
  aliuid       = "123456789012****"
  variable_map = {
    actiontrail_enabled = true
    oss_access_enabled  = "true"
  }
}
`,
  },
  {
    id: 'alicloud/log-audit-without-rds',
    title: 'Log Audit Service does not collect the statements of databases',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Collected in one place, the statements of all RDS instances can be searched together. It switches SQL Explorer on for each instance, which is billed.

Leave it where no rule asks for it and nobody would read it.`,
    refs: [help('en/log-service/latest/log-audit-service-usage-notes'), registry('log_audit')],
    equivalents: ['checkov/CKV_ALI_38'],
    check: collects('rds_enabled', 'the statements of RDS'),
    bad: `resource "alicloud_log_audit" "example" {
  display_name = "example"
  aliuid       = "123456789012****"
  variable_map = {
    actiontrail_enabled = "true"
    rds_enabled         = "false"
                          ~~~~~~~
  }
}
`,
    good: `resource "alicloud_log_audit" "example" {
  display_name = "example"
  aliuid       = "123456789012****"
  variable_map = {
    actiontrail_enabled = "true"
    rds_enabled         = true
  }
}
`,
  },
  {
    id: 'alicloud/log-store-anonymous-writes',
    title: 'Everybody may write into a log store',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `With web tracking a Logstore takes entries from whoever knows its address, without a signature. Anybody can fill it, at its owner's expense, or write entries that make others look guilty.

Leave it for a Logstore of its own that takes what browsers report and nothing else.`,
    refs: [help('en/sls/user-guide/manage-a-logstore'), registry('log_store')],
    equivalents: [],
    check: {
      on: ['alicloud_log_store'],
      attribute: 'enable_web_tracking',
      must: be(false),
      missing: 'passes',
      so: 'for entries to come from those who sign them',
      effect: 'pages that report without signing are cut off',
    },
    bad: `resource "alicloud_log_store" "example" {
  project_name        = alicloud_log_project.main.project_name
  logstore_name       = "example"
  retention_period    = 180
  enable_web_tracking = true
                        ~~~~
}
`,
    good: `resource "alicloud_log_store" "example" {
  project_name        = alicloud_log_project.main.project_name
  logstore_name       = "example"
  retention_period    = 180
  enable_web_tracking = false
}
`,
  },
  {
    id: 'alicloud/log-store-short-retention',
    title: 'Logs are kept for less than half a year',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Intrusions are noticed after months. China's rules on graded protection ask for six months, others for a year; the default is 30 days. Older entries cost less in the tier for infrequent access.

Leave it for logs that help to find faults only.`,
    refs: [help('en/sls/user-guide/manage-a-logstore'), registry('log_store')],
    equivalents: [],
    check: {
      on: ['alicloud_log_store'],
      attribute: 'retention_period',
      must: preferring(180, atLeast(180)),
      default: 30,
      so: 'for what happened to be looked up half a year later',
      effect: 'logs are billed as storage',
    },
    bad: `resource "alicloud_log_store" "example" {
  project_name     = alicloud_log_project.main.project_name
  logstore_name    = "example"
  retention_period = 7
                     ~
}
`,
    good: `resource "alicloud_log_store" "example" {
  project_name     = alicloud_log_project.main.project_name
  logstore_name    = "example"
  retention_period = 180
}
`,
  },
];
