import { atLeast, atMost, be, isAbsent, isSet, noneOf, preferring } from '../predicates.ts';
import type { Rule, ValuePredicate } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { help, registry } from './refs.ts';

const passwordPolicies = ['alicloud_ram_account_password_policy', 'alicloud_ram_password_policy'];
const preferences = ['alicloud_ram_security_preference'];
const practices = help('doc-detail/102600.htm');
const policyPage = registry('ram_password_policy');
const attachments = ['group', 'role', 'user'].map((holder) => `alicloud_ram_${holder}_policy_attachment`);

/** Both, so that a number is neither over the limit nor 0, which stands for no limit at all. */
function between(least: number, most: number): ValuePredicate {
  const tests = [atLeast(least), atMost(most)];
  return {
    ...atMost(most),
    text: `${least} to ${most}`,
    faults: (value) => tests.flatMap(({ faults }) => faults(value)).slice(0, 1),
  };
}

export const ram: readonly Rule[] = [
  {
    id: 'alicloud/cloudsso-without-mfa',
    title: 'People log in to all accounts with a password alone',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `CloudSSO opens every account of the resource directory. A password that was guessed or phished is enough when multi-factor authentication is switched off.

Leave it where the identity provider that people come from asks for the second factor.`,
    refs: [registry('cloud_sso_directory'), practices],
    equivalents: [],
    note: 'landing-zones-compared#alibaba-cloud',
    check: {
      on: ['alicloud_cloud_sso_directory'],
      attribute: 'mfa_authentication_status',
      must: be('Enabled'),
      missing: 'passes',
      so: 'for a password alone not to be enough',
      effect: 'people need a second factor',
    },
    bad: `resource "alicloud_cloud_sso_directory" "example" {
  directory_name            = "example"
  mfa_authentication_status = "Disabled"
                              ~~~~~~~~~~
}
`,
    good: `resource "alicloud_cloud_sso_directory" "example" {
  directory_name            = "example"
  mfa_authentication_status = "Enabled"
}
`,
  },
  {
    id: 'alicloud/ram-access-key-in-state',
    title: 'The secret of an AccessKey pair is kept in the state',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Without a PGP key the secret stands readable in the state file, for each reader of the state, and with \`secret_file\` also in a file. Programs that run on Alibaba Cloud need no AccessKey pair: a RAM role gives them credentials that expire.

Leave it where the state is readable only by those who may have the key, until it is replaced by a role.`,
    refs: [practices, registry('ram_access_key')],
    equivalents: [],
    check: {
      on: ['alicloud_ram_access_key'],
      attribute: 'pgp_key',
      must: isSet(),
      so: 'for the secret to be encrypted in the state',
    },
    bad: `resource "alicloud_ram_access_key" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  user_name = alicloud_ram_user.ci.name
}
`,
    good: `resource "alicloud_ram_access_key" "example" {
  user_name = alicloud_ram_user.ci.name
  pgp_key   = "keybase:example"
}
`,
  },
  {
    id: 'alicloud/ram-administrator-access',
    title: 'Somebody gets all rights of the account',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `The system policy AdministratorAccess allows everything. Whoever gets hold of one of its holders' passwords or AccessKey pairs owns the account with its data and bills.

Leave it for a group of few people with multi-factor authentication, or a role for emergencies that is watched.`,
    refs: [practices, registry('ram_user_policy_attachment'), registry('ram_role_policy_attachment')],
    equivalents: [],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    check: {
      on: attachments,
      attribute: 'policy_name',
      must: noneOf('AdministratorAccess'),
      so: 'since whoever has it owns the account',
    },
    bad: `resource "alicloud_ram_role_policy_attachment" "example" {
  role_name   = alicloud_ram_role.ci.role_name
  policy_type = "System"
  policy_name = "AdministratorAccess"
                ~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "alicloud_ram_role_policy_attachment" "example" {
  role_name   = alicloud_ram_role.ci.role_name
  policy_type = "System"
  policy_name = "AliyunContainerRegistryReadOnlyAccess"
}
`,
  },
  {
    id: 'alicloud/ram-idle-credentials',
    title: 'Credentials that nobody uses live for two years',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `AccessKey pairs and users that nobody uses any more are the ones whose theft nobody notices. RAM switches them off by itself after a time without use: 730 days unless another is set, and 90 at the least.

Leave it for accounts with programs that run once a year.`,
    refs: [registry('ram_security_preference'), help('doc-detail/186694.htm')],
    equivalents: [],
    check: ['max_idle_days_for_access_keys', 'max_idle_days_for_users'].map((attribute) => ({
      on: preferences,
      attribute,
      must: preferring(90, atMost(180)),
      default: 730,
      so: 'for credentials that nobody uses to be switched off',
      effect: 'what was not used for so long stops working',
    })),
    bad: `resource "alicloud_ram_security_preference" "example" {
  mfa_operation_for_login       = "mandatory"
  max_idle_days_for_access_keys = 730
                                  ~~~
  max_idle_days_for_users       = 90
}
`,
    good: `resource "alicloud_ram_security_preference" "example" {
  mfa_operation_for_login       = "mandatory"
  max_idle_days_for_access_keys = 90
  max_idle_days_for_users       = 90
}
`,
  },
  {
    id: 'alicloud/ram-login-from-anywhere',
    title: 'RAM users may log in from every address',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `With a login mask the console only opens from the addresses of the office or the VPN. A phished password is of no use elsewhere. AccessKey pairs are not limited by it.

Leave it where people work from everywhere and have a second factor.`,
    refs: [registry('ram_security_preference'), help('doc-detail/186694.htm')],
    equivalents: [],
    check: {
      on: preferences,
      attribute: 'login_network_masks',
      must: isSet(),
      so: 'to the addresses that people work from',
    },
    bad: `resource "alicloud_ram_security_preference" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  mfa_operation_for_login = "mandatory"
}
`,
    good: `resource "alicloud_ram_security_preference" "example" {
  mfa_operation_for_login = "mandatory"
  login_network_masks     = "192.0.2.0/24"
}
`,
  },
  {
    id: 'alicloud/ram-login-without-mfa',
    title: 'A user may log in without a second factor',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `A password is guessed, phished or found in a leak of another website. The second factor is what is left then.

Leave it where the account asks everybody for it anyway, by its security preference.`,
    refs: [practices, registry('ram_login_profile')],
    equivalents: [],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    check: {
      on: ['alicloud_ram_login_profile'],
      attribute: 'mfa_bind_required',
      must: be(true),
      missing: 'passes',
      so: 'for a password alone not to be enough',
      effect: 'the user binds a device at the next login',
    },
    bad: `resource "alicloud_ram_login_profile" "example" {
  user_name         = alicloud_ram_user.example.name
  password          = var.password
  mfa_bind_required = false
                      ~~~~~
}
`,
    good: `resource "alicloud_ram_login_profile" "example" {
  user_name         = alicloud_ram_user.example.name
  password          = var.password
  mfa_bind_required = true
}
`,
  },
  {
    id: 'alicloud/ram-long-session',
    title: 'A console session lasts for more than a working day',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `A session that was stolen, or left open on a shared machine, is of use until it ends. Six hours are the default.

Leave it for a screen on the wall that shows dashboards, with a user that may read only those.`,
    refs: [registry('ram_security_preference'), help('doc-detail/186694.htm')],
    equivalents: [],
    check: {
      on: preferences,
      attribute: 'login_session_duration',
      must: preferring(8, atMost(8)),
      missing: 'passes',
      so: 'for a stolen session to end soon',
      effect: 'people sign in again after that time',
    },
    bad: `resource "alicloud_ram_security_preference" "example" {
  mfa_operation_for_login = "mandatory"
  login_session_duration  = 24
                            ~~
}
`,
    good: `resource "alicloud_ram_security_preference" "example" {
  mfa_operation_for_login = "mandatory"
  login_session_duration  = 8
}
`,
  },
  {
    id: 'alicloud/ram-mfa-remembered',
    title: 'The second factor is asked for once a week',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `When the console remembers the second factor for seven days, whoever gets at the browser in that time needs the password only.

Leave it where people sign in to a managed device with a second factor already.`,
    refs: [registry('ram_security_preference'), help('doc-detail/186694.htm')],
    equivalents: [],
    check: {
      on: preferences,
      attribute: 'enable_save_mfa_ticket',
      must: be(false),
      missing: 'passes',
      so: 'for each login to need the second factor',
      effect: 'people are asked at each login',
    },
    bad: `resource "alicloud_ram_security_preference" "example" {
  mfa_operation_for_login = "mandatory"
  enable_save_mfa_ticket  = true
                            ~~~~
}
`,
    good: `resource "alicloud_ram_security_preference" "example" {
  mfa_operation_for_login = "mandatory"
  enable_save_mfa_ticket  = false
}
`,
  },
  {
    id: 'alicloud/ram-password-age',
    title: 'Passwords of RAM users never expire, or after more than 90 days',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Many audits still ask for a change every quarter; 0, the default, stands for never. Current advice, NIST's among it, is against it: people change one character, and a leaked password is used within hours anyway.

Leave it It is better left, with a second factor for everybody, unless an audit counts it.`,
    refs: [practices, policyPage],
    equivalents: ['checkov/CKV_ALI_16'],
    check: {
      on: passwordPolicies,
      attribute: 'max_password_age',
      must: preferring(90, between(1, 90)),
      default: 0,
      so: 'for passwords to be changed each quarter',
      effect: 'people change their passwords',
    },
    bad: `resource "alicloud_ram_password_policy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  minimum_password_length = 14
}
`,
    good: `resource "alicloud_ram_password_policy" "example" {
  minimum_password_length = 14
  max_password_age        = 90
}
`,
  },
  {
    id: 'alicloud/ram-password-guessing',
    title: 'A password of a RAM user may be guessed many times',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `After so many wrong passwords within an hour RAM locks the user for an hour. Without a limit, which 0 stands for, or with a high one, a list of common passwords is tried in a night.

There is no case where leaving it is right for users with a password.`,
    refs: [practices, policyPage],
    equivalents: ['checkov/CKV_ALI_23'],
    check: [
      {
        on: ['alicloud_ram_account_password_policy'],
        attribute: 'max_login_attempts',
        must: preferring(5, between(1, 5)),
        missing: 'passes',
        so: 'for guessing to end soon',
        effect: 'whoever forgot the password is locked for an hour',
      },
      {
        on: ['alicloud_ram_password_policy'],
        attribute: 'max_login_attemps',
        must: preferring(5, between(1, 5)),
        default: 0,
        so: 'for guessing to end soon',
        effect: 'whoever forgot the password is locked for an hour',
      },
    ],
    bad: `resource "alicloud_ram_password_policy" "example" {
  minimum_password_length = 14
  max_login_attemps       = 30
                            ~~
}
`,
    good: `resource "alicloud_ram_password_policy" "example" {
  minimum_password_length = 14
  max_login_attemps       = 5
}
`,
  },
  {
    id: 'alicloud/ram-password-length',
    title: 'Passwords of RAM users may be short',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Length is what makes a password hard to guess. Eight or twelve characters, which is what the provider's resources take when nothing is said, are tried by machines for little money once a list of hashes leaks.

Leave it where people only sign in by single sign-on.`,
    refs: [practices, policyPage],
    equivalents: ['checkov/CKV_ALI_13'],
    check: {
      on: passwordPolicies,
      attribute: 'minimum_password_length',
      must: preferring(14, atLeast(14)),
      so: 'for passwords to be hard to guess',
      effect: 'it counts for new passwords',
    },
    bad: `resource "alicloud_ram_password_policy" "example" {
  minimum_password_length = 8
                            ~
  max_login_attemps       = 5
}
`,
    good: `resource "alicloud_ram_password_policy" "example" {
  minimum_password_length = 14
  max_login_attemps       = 5
}
`,
  },
  {
    id: 'alicloud/ram-password-reuse',
    title: 'RAM users may take up old passwords again',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Where passwords expire, people go back to the one before. 24 of them, the most that RAM remembers, is what audits ask for.

Leave it where passwords do not expire, and a second factor is asked for.`,
    refs: [practices, policyPage],
    equivalents: ['checkov/CKV_ALI_18'],
    check: {
      on: passwordPolicies,
      attribute: 'password_reuse_prevention',
      must: preferring(24, atLeast(24)),
      default: 0,
      so: 'for old passwords not to come back',
      effect: 'it counts for new passwords',
    },
    bad: `resource "alicloud_ram_password_policy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  minimum_password_length = 14
}
`,
    good: `resource "alicloud_ram_password_policy" "example" {
  minimum_password_length   = 14
  password_reuse_prevention = 24
}
`,
  },
  {
    id: 'alicloud/ram-policy-on-user',
    title: 'A policy is attached to a user itself',
    severity: 'info',
    pillar: 'identity',
    recommended: true,
    why: `Rights that hang on single users are not taken away when people change teams, and nobody can say who may do what without looking at each. Attached to a group, they come and go with the membership.

Leave it for the user of a program, which is in no team; a role is better there too.`,
    refs: [practices, registry('ram_group_policy_attachment'), registry('ram_user_policy_attachment')],
    equivalents: [],
    check: unwanted(
      ['alicloud_ram_user_policy_attachment'],
      'The policy hangs on one user. Attach it to a group that the user is a member of.',
    ),
    bad: `resource "alicloud_ram_user_policy_attachment" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  user_name   = alicloud_ram_user.example.name
  policy_type = "System"
  policy_name = "AliyunECSReadOnlyAccess"
}
`,
    good: `resource "alicloud_ram_group_policy_attachment" "example" {
  group_name  = alicloud_ram_group.operators.name
  policy_type = "System"
  policy_name = "AliyunECSReadOnlyAccess"
}
`,
  },
  {
    id: 'alicloud/ram-users-manage-access-keys',
    title: 'RAM users make AccessKey pairs for themselves',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `An AccessKey pair lives until somebody deletes it, knows no second factor, and is what leaks most often. When everybody may make one, an intruder with a browser session makes one too, and stays.

Leave it where each developer works with the command line by AccessKey pair, until CloudSSO is in place.`,
    refs: [registry('ram_security_preference'), help('doc-detail/186694.htm')],
    equivalents: [],
    check: {
      on: preferences,
      attribute: 'allow_user_to_manage_access_keys',
      must: be(false),
      missing: 'passes',
      so: 'for somebody to decide who gets one',
      effect: 'users ask an administrator for AccessKey pairs',
    },
    bad: `resource "alicloud_ram_security_preference" "example" {
  mfa_operation_for_login          = "mandatory"
  allow_user_to_manage_access_keys = true
                                     ~~~~
}
`,
    good: `resource "alicloud_ram_security_preference" "example" {
  mfa_operation_for_login          = "mandatory"
  allow_user_to_manage_access_keys = false
}
`,
  },
  {
    id: 'alicloud/ram-without-mfa',
    title: 'RAM users may log in with a password alone',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `Passwords are guessed, phished and found in leaks of other websites. Unless the account asks every user for a second factor, it is left to the settings of each user. \`enforce_mfa_for_login\` is the older name of the same.

Leave it where users have no passwords and come by single sign-on only.`,
    refs: [registry('ram_security_preference'), help('doc-detail/186694.htm'), practices],
    equivalents: ['checkov/CKV_ALI_24'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    check: [
      {
        on: preferences,
        attribute: 'mfa_operation_for_login',
        must: be('mandatory'),
        default: 'independent',
        when: [{ attribute: 'enforce_mfa_for_login', is: isAbsent(), missing: 'holds' }],
        so: 'for a password alone not to be enough',
        effect: 'users bind a device at the next login',
      },
      {
        on: preferences,
        attribute: 'enforce_mfa_for_login',
        must: be(true),
        missing: 'passes',
        when: [{ attribute: 'mfa_operation_for_login', is: isAbsent(), missing: 'holds' }],
        so: 'for a password alone not to be enough',
        effect: 'users bind a device at the next login',
      },
    ],
    bad: `resource "alicloud_ram_security_preference" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  enable_save_mfa_ticket = false
}
`,
    good: `resource "alicloud_ram_security_preference" "example" {
  enable_save_mfa_ticket  = false
  mfa_operation_for_login = "mandatory"
}
`,
  },
];
