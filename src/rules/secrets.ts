import type { Value } from '../terraform/value.ts';

/** What secrets look like that have a form of their own, and what to call them. */
const forms: readonly { readonly what: string; readonly form: RegExp }[] = [
  { what: 'an AWS access key', form: /(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])/ },
  {
    what: 'an AWS secret access key',
    form: /secret_?access_?key["']?\s*[=:]\s*["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/i,
  },
  { what: 'an Alibaba Cloud access key', form: /(?<![A-Za-z0-9])LTAI[A-Za-z0-9]{12,26}(?![A-Za-z0-9])/ },
  { what: 'a private key', form: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/ },
  { what: 'a GitHub token', form: /(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60})/ },
  { what: 'a GitLab token', form: /(?<![A-Za-z0-9_])glpat-[A-Za-z0-9_-]{20}/ },
  { what: 'a Slack token', form: /(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10}/ },
  { what: 'a Google API key', form: /(?<![A-Za-z0-9_])AIza[A-Za-z0-9_-]{35}/ },
  { what: 'a Stripe key', form: /(?<![A-Za-z0-9_])[sr]k_live_[A-Za-z0-9]{20}/ },
];

/** What kind of secret a text holds, by forms that nothing else has: 'an AWS access key'; undefined for none. */
export function secretIn(text: string): string | undefined {
  return forms.find(({ form }) => form.test(text))?.what;
}

/** Passwords within addresses and connection strings; what is in brackets is filled in later. */
const connections: readonly { readonly what: string; readonly form: RegExp }[] = [
  {
    what: 'an address with a password',
    form: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'<>{}$]{1,100}:(?!(?:pass|password|pwd|secret|token|x+|\*+)@)[^\s:@/"'<>{}$%]{3,200}@[a-z0-9[]/i,
  },
  {
    what: 'a connection string with a key',
    form: /\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}=*/,
  },
  {
    what: 'a connection string with a password',
    form: /\b(?:Server|Data Source|Host|Endpoint)=[^;]{1,200};(?:[^;]{0,200};){0,9}\s{0,9}(?:Password|Pwd)=(?!(?:password|pwd|secret|x+|\*+)(?:;|$))[^;<>{}$"'\s]{3,}/i,
  },
];

/** What holds a password in a text that says how to reach something: 'an address with a password'; undefined for none. */
export function passwordIn(text: string): string | undefined {
  return connections.find(({ form }) => form.test(text))?.what;
}

/** The kind of secret in the known parts of a text. */
function secretInValue(value: Value | undefined): string | undefined {
  if (value?.kind === 'string') return secretIn(value.value);
  if (value?.kind !== 'unknown') return undefined;
  return value.pieces?.flatMap((piece) => (typeof piece === 'string' ? (secretIn(piece) ?? []) : []))[0];
}

/** The kind of secret in what a machine gets at its first start, which may be written in Base64. */
export function secretInStartData(value: Value | undefined): string | undefined {
  if (value?.kind === 'string')
    return [value.value, fromBase64(value.value)].map((text) => secretIn(text) ?? assignedIn(text)).find(Boolean);
  const pieces = value?.kind === 'unknown' ? (value.pieces ?? []) : [];
  return secretInValue(value) ?? assignedIn(pieces.map((piece) => (typeof piece === 'string' ? piece : '\0')).join(''));
}

/** Lines by which a script sets a variable to a text: `export NAME="text"`, `$env:NAME = 'text'`. */
const assignment =
  /^[ \t]*(?:export[ \t]+|set[ \t]+|\$env:)?([A-Za-z][\w.-]{0,60})[ \t]{0,3}=[ \t]{0,3}(?:\\?"([^"\\$`\0\n]{1,200})\\?"|'([^'\0\n]{1,200})'|([^\s"'$`\0;&|()<>]{3,200}))[ \t]*;?[ \t]*\r?$/gm;

/** Names of secrets that have a form of their own, by which they are found. */
const ofKnownForm = /aws_secret_access_key/i;

/** The first variable of a script whose name says that it is a secret, and whose value is a text. */
function assignedIn(script: string): string | undefined {
  for (const [, name = '', ...values] of script.matchAll(assignment)) {
    const value = values.find((one) => one !== undefined)?.trim() ?? '';
    if (secretName.test(name) && !ofKnownForm.test(name) && value !== '' && !reference.test(value))
      return `a value for ${name}`;
  }
  return undefined;
}

/** The text that Base64 stands for, its bytes as characters; empty where it is no Base64. */
function fromBase64(text: string): string {
  try {
    return /^[A-Za-z0-9+/\s]+=*\s*$/.test(text) ? atob(text) : '';
  } catch {
    return '';
  }
}

/** Names whose values are secrets: the last words decide, so that DB_PASSWORD is one and PASSWORD_FILE is not. */
const secretName =
  /(?:^|[_.-])(?:password|passwd|passphrase|pwd|secret|secret[_-]?(?:access[_-]?)?key|api[_-]?key|auth[_-]?token|access[_-]?token|private[_-]?key|credentials?)$/i;

/** Values that say where a secret is, or that there is none yet. */
const reference = /^(?:arn:|\/|https?:\/\/|\$|<|\{\{|(?:true|false|none|null|changeme|change-me|todo|xxx+|\*+)$)/i;

/** What secret a named setting holds, such as an environment variable: by its name, or by the form of its value. */
export function secretSetting(name: string, value: Value | undefined): string | undefined {
  const formed = secretInValue(value);
  if (formed !== undefined) return formed;
  if (value?.kind !== 'string' || value.value.trim() === '' || reference.test(value.value.trim())) return undefined;
  return secretName.test(name) ? `a value for ${name}` : undefined;
}
