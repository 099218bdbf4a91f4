import { be } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

/** A kind of characters that a password policy may ask for. */
interface Kind {
  readonly id: string;
  readonly name: string;
  readonly attribute: string;
  readonly equivalent: string;
}

const kinds: readonly Kind[] = [
  { id: 'lowercase', name: 'lower-case letter', attribute: 'require_lowercase_characters', equivalent: 'CKV_ALI_17' },
  { id: 'number', name: 'digit', attribute: 'require_numbers', equivalent: 'CKV_ALI_14' },
  { id: 'symbol', name: 'special character', attribute: 'require_symbols', equivalent: 'CKV_ALI_15' },
  { id: 'uppercase', name: 'upper-case letter', attribute: 'require_uppercase_characters', equivalent: 'CKV_ALI_19' },
];

function policy(attribute: string, value: boolean, mark = ''): string {
  const name = 'minimum_password_length'.padEnd(attribute.length);
  return `resource "alicloud_ram_password_policy" "example" {
  ${name} = 14
  ${attribute.padEnd(name.length)} = ${value}
${mark && `  ${' '.repeat(name.length)}   ${mark}\n`}}
`;
}

/** The same rule for each kind of characters, since other tools count them one by one. */
export const ramCharacters: readonly Rule[] = kinds.map(({ id, name, attribute, equivalent }) => ({
  id: `alicloud/ram-password-without-${id}`,
  title: `Passwords of RAM users need no ${name}`,
  severity: 'info',
  pillar: 'identity',
  recommended: false,
  why: `The two resource types for the policy differ in what they take where nothing is said, so it should be said. Mixed characters help a short password; length helps more, and a second factor most.

Leave it where length is asked for instead, as NIST advises.`,
  refs: [help('doc-detail/102600.htm'), registry('ram_password_policy'), registry('ram_account_password_policy')],
  equivalents: [`checkov/${equivalent}`],
  check: {
    on: ['alicloud_ram_account_password_policy', 'alicloud_ram_password_policy'],
    attribute,
    must: be(true),
    so: `for passwords to have a ${name}`.replace('a upper', 'an upper'),
    effect: 'it counts for new passwords',
  },
  bad: policy(attribute, false, '~~~~~'),
  good: policy(attribute, true),
}));
