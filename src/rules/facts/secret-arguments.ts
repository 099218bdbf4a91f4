/** Names of arguments, variables and keys whose values are secrets: the last words decide, so that PASSWORD_LENGTH is none. */
export const secretNames =
  /(?:^|[_.-])(?:password|passwd|passphrase|(?:client|shared)[_-]?secret|(?:secret|account|api|pre[_-]?shared|shared)[_-]?key|secret[_-]?access[_-]?key|(?:auth|access|api|bearer|github|gitlab|slack)[_-]?token)(?:_wo)?$/i;

/** Of those, names whose values are encrypted, say where the secret is, or have a rule of their own. */
export const harmlessNames = /encrypted|rsa|public|^raw_key$|^sql_administrator_login_password$/i;

/** Arguments that are secrets in these types only. */
export const secretArguments: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    azurerm_key_vault_secret: ['value'],
    alicloud_kms_secret: ['secret_data'],
    github_actions_secret: ['plaintext_value'],
    google_secret_manager_secret_version: ['secret_data'],
    google_secret_manager_regional_secret_version: ['secret_data'],
  }),
);

/** Arguments of providers that are secrets whatever else bears the name. */
export const secretsOfProviders: ReadonlySet<string> = new Set(['token', 'secret', 'secret_key', 'password']);

/** Values that nobody can log in with: stand-ins, and words that say where the secret is, such as `app-db-password`. */
export const noSecret =
  /^\s*$|change.?me|replace|place.?holder|example|dummy|fake|mock|sample|redact|to.?be.?(?:set|defined)|not.?(?:used|real|set)|your[-_ ]|^(?:x+|\*+|\.+|-+|none|null|unset|empty|initial|default|todo|tbd|true|false|foo|bar|baz|secret|random|auto|generated?|unused|ignored?|test|n\/a)$|^(?:<|\{\{|\[\w+\]$|\$[A-Z_{(]|%\w+%$|@Microsoft\.)|^(?:arn|vault|ssm|op|sm|kms|env|file|secret|ref|awskms|gcpkms)[:+]|^projects\/|^(?:https?|gs|s3|oss):\/\/|^[.~]{0,2}\/|^[a-z]+(?:[-_./][a-z0-9]+)*[-_/](?:key|secret|password|passwd|token|credential|pw)s?$/i;
