import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../src/hcl/edits.ts';
import { lintTexts, onlyRules, openFirewall } from './linting.ts';

const settings = onlyRules('gcp/open-ssh');

/** What is found, each as its rule, and whether and why it is suppressed; of a comment's fault with the text under it. */
function found(texts: string | Record<string, string>, directory = '.'): string[] {
  const files = typeof texts === 'string' ? { 'main.tf': texts } : texts;
  return lintTexts(files, settings, directory).map(({ rule, at, suppressed }) => {
    const text = rule.startsWith('groundwork/') ? ` ${files[at.file]?.slice(at.start, at.end)}` : '';
    return `${rule}${text}${suppressed ? ` suppressed: ${suppressed.reason ?? 'no reason'}` : ''}`;
  });
}

function replaced(from: string, to: string): string {
  assert.ok(openFirewall.includes(from));
  return openFirewall.replace(from, to);
}

const value = 'source_ranges = ["0.0.0.0/0"]';
const header = 'resource "google_compute_firewall" "ssh" {';
const open = ['gcp/open-ssh'];
const quiet = ['gcp/open-ssh suppressed: why'];
const comment = 'groundwork:ignore gcp/open-ssh -- why';

const places: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing', openFirewall, open],
  ['the end of the line', replaced(value, `${value} # ${comment}`), quiet],
  ['the line above', replaced(value, `// ${comment}\n  ${value}`), quiet],
  ['the line above, with further comments between', replaced(value, `# ${comment}\n  # more\n  ${value}`), quiet],
  ['before the text on the same line', replaced(value, `/* ${comment} */ ${value}`), quiet],
  ["the block's first line", replaced(header, `${header} # ${comment}`), quiet],
  ['the line above the block', `# ${comment}\n${openFirewall}`, quiet],
  [
    'above an attribute of several lines',
    replaced(value, `# ${comment}\n  source_ranges = [\n    "0.0.0.0/0",\n  ]`),
    quiet,
  ],
  [
    'behind the last line of an attribute',
    replaced(value, `source_ranges = [\n    "0.0.0.0/0",\n  ] # ${comment}`),
    quiet,
  ],
  ['an element of the list', replaced(value, `source_ranges = [\n    "0.0.0.0/0", # ${comment}\n  ]`), quiet],
  ['the line above an element', replaced(value, `source_ranges = [\n    # ${comment}\n    "0.0.0.0/0",\n  ]`), quiet],
  ['a comment among others above the block', `# a\n# ${comment}\n# b\n${openFirewall}`, quiet],
  [
    'the end of another line',
    replaced('"ssh"\n', `"ssh" # ${comment}\n`),
    ['groundwork/unused-suppression gcp/open-ssh', ...open],
  ],
  ['checkov inside the block', replaced(value, `${value}\n  #checkov:skip=CKV_GCP_2:why`), quiet],
  ['trivy on the line above', replaced(value, `#trivy:ignore:AVD-GCP-0071 why\n  ${value}`), quiet],
  ['tfsec above the block', `#tfsec:ignore:GCP-0071 why\n${openFirewall}`, quiet],
  ['checkov above the block, where checkov does not look', `#checkov:skip=CKV_GCP_2:why\n${openFirewall}`, open],
  ['another rule of another tool', replaced(value, `#checkov:skip=CKV_GCP_1:why\n  ${value}`), open],
];

for (const [place, text, expected] of places) {
  test(`a comment at ${place}`, () => assert.deepEqual(found(text), expected));
}

test('a comment above an empty line suppresses nothing and is reported', () => {
  const text = replaced(value, `# ${comment}\n\n  ${value}`);
  assert.deepEqual(found(text), ['groundwork/unused-suppression gcp/open-ssh', ...open]);
});

test('a comment on the use suppresses a fault whose value stands elsewhere', () => {
  const text = replaced(value, `source_ranges = var.ranges # ${comment}`);
  const variable = 'variable "ranges" {\n  default = ["0.0.0.0/0"]\n}\n';
  assert.deepEqual(found({ 'main.tf': text, 'variables.tf': variable }), quiet);
  assert.deepEqual(
    found({ 'main.tf': `# ${comment}\n${replaced(value, 'source_ranges = var.ranges')}`, 'variables.tf': variable }),
    quiet,
  );
});

test('a comment above a module call suppresses what is found in that call only', () => {
  const main = `# ${comment}\nmodule "a" {\n  source = "./m"\n}\nmodule "b" {\n  source = "./m"\n}\n`;
  assert.deepEqual(found({ 'main.tf': main, 'm/main.tf': openFirewall }), [...quiet, ...open]);
});

test('a date that has passed ends a suppression', () => {
  const past = replaced(value, `${value} # groundwork:ignore gcp/open-ssh until 2026-05-31`);
  assert.deepEqual(found(past), [...open, 'groundwork/expired-suppression gcp/open-ssh']);
  const last = replaced(value, `${value} # groundwork:ignore gcp/open-ssh until 2026-06-01 -- why`);
  assert.deepEqual(found(last), quiet);
  const trivy = replaced(value, `#trivy:ignore:GCP-0071:exp:2026-06-01\n  ${value}`);
  assert.deepEqual(found(trivy), open);
});

test('a rule that does not exist is reported, with the one that was meant', () => {
  const text = replaced(value, `${value} # groundwork:ignore gcp/opne-ssh -- why`);
  assert.deepEqual(found(text), [...open, 'groundwork/invalid-suppression gcp/opne-ssh']);
  const finding = lintTexts({ 'main.tf': text }, settings).at(-1);
  assert.equal(finding?.message, 'There is no rule "gcp/opne-ssh"; did you mean "gcp/open-ssh"?');
  const [fix] = finding?.fixes ?? [];
  assert.equal(fix?.safe, false);
  assert.deepEqual(found(applyEdits(text, fix?.edits ?? [])), quiet);
});

test("another tool's id in our comment is answered with our rule's", () => {
  const text = replaced(value, `${value} # groundwork:ignore CKV_GCP_2 -- why`);
  const message = lintTexts({ 'main.tf': text }, settings).at(-1)?.message;
  assert.equal(message, 'There is no rule "CKV_GCP_2"; did you mean "gcp/open-all-ports" or "gcp/open-ssh"?');
});

const closed = replaced('0.0.0.0/0', '10.0.0.0/8');

test('the fix of an unused suppression takes the comment away, and no more', () => {
  const line = 'source_ranges = ["10.0.0.0/8"]';
  const layouts: readonly (readonly [string, string])[] = [
    [closed.replace(line, `${line} # ${comment}`), closed],
    [closed.replace(line, `# ${comment}\n  ${line}`), closed],
    [closed.replace(line, `/* ${comment} */ ${line}`), closed.replace(line, ` ${line}`)],
    [`# ${comment}\r\n${closed}`, closed],
    [
      closed.replace(line, `${line} # groundwork:ignore gcp/open-ssh, gcp/open-ssh`),
      closed.replace(line, `${line} # groundwork:ignore gcp/open-ssh`),
    ],
  ];
  for (const [before, after] of layouts) {
    const finding = lintTexts({ 'main.tf': before }, settings)[0];
    assert.equal(finding?.rule, 'groundwork/unused-suppression');
    assert.equal(applyEdits(before, finding.fixes[0]?.edits ?? []), after);
  }
});

test('a suppression is not called unused where its rule did not run, or where broken text may hide the fault', () => {
  const text = `# ${comment}\n${closed}`;
  const without = { ...settings, rules: new Map([...settings.rules, ['gcp/open-ssh', 'off'] as const]) };
  assert.deepEqual(lintTexts({ 'main.tf': text }, without), []);
  assert.deepEqual(found({ 'main.tf': text, 'broken.tf': 'locals {\n  a = [\n}\n' }), []);
});

test('a comment in a string is no comment', () => {
  assert.deepEqual(found(replaced('"bastion"', `"bastion # ${comment}"`)), open);
});
