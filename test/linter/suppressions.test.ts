import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../src/hcl/edits.ts';
import { allRules } from '../../src/linter/own-rules.ts';
import type { Settings } from '../../src/linter/settings.ts';
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
const unsaid = ['gcp/open-ssh suppressed: no reason'];
const comment = 'groundwork:ignore gcp/open-ssh -- why';
/** What KICS calls SSH that is open to the internet, on Google Cloud, and HTTP that is, on AWS. */
const [ssh, http] = ['c4dcdcdf-10dd-4bf4-b4a0-8f6239e6aaa0', 'ffac8a12-322e-42c1-b9b9-81ff85c39ef7'];

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
  [
    'checkov above the block, where checkov does not look',
    `#checkov:skip=CKV_GCP_2:why\n${openFirewall}`,
    ['groundwork/invalid-suppression CKV_GCP_2', ...open],
  ],
  [
    'checkov on the first line of the block, where checkov does not look',
    replaced(header, `${header} #checkov:skip=CKV_GCP_2:why`),
    ['groundwork/invalid-suppression CKV_GCP_2', ...open],
  ],
  ['checkov with the prefix of bridgecrew', replaced(value, `${value}\n  # bridgecrew:skip=CKV_GCP_2:why`), quiet],
  [
    'trivy with a value that the resource has',
    replaced(value, `#trivy:ignore:GCP-0071[direction=INGRESS] why\n  ${value}`),
    quiet,
  ],
  ['trivy with a value of a nested block', `#trivy:ignore:GCP-0071[allow.protocol=tcp] why\n${openFirewall}`, quiet],
  ['trivy with another value', replaced(value, `#trivy:ignore:GCP-0071[direction=EGRESS] why\n  ${value}`), open],
  [
    'trivy with an argument that is not there',
    replaced(value, `#trivy:ignore:GCP-0071[port=22] why\n  ${value}`),
    open,
  ],
  ['trivy for the default workspace', replaced(value, `#trivy:ignore:GCP-0071:ws:def* why\n  ${value}`), quiet],
  ['trivy for another workspace', replaced(value, `#trivy:ignore:GCP-0071:ws:dev-* why\n  ${value}`), open],
  ['trivy until a day to come', replaced(value, `#trivy:ignore:GCP-*:exp:2026-06-02 why\n  ${value}`), quiet],
  ['KICS on the line above', replaced(value, `# kics-scan ignore-line\n  ${value}`), unsaid],
  ['KICS two lines above', replaced(value, `# kics-scan ignore-line\n  disabled = false\n  ${value}`), open],
  ['KICS above the block', `# kics-scan ignore-block\n${openFirewall}`, unsaid],
  ['KICS at the head of the file', `# what it is\n# kics-scan ignore\n\n${openFirewall}`, unsaid],
  [
    'KICS for the file, below code',
    `${openFirewall}# kics-scan ignore\n`,
    [...open, 'groundwork/invalid-suppression ignore'],
  ],
  ['KICS for one of its checks', `# kics-scan disable=${ssh}\n${openFirewall}`, unsaid],
  ['KICS for all but another one of its checks', `# kics-scan enable=${http}\n${openFirewall}`, unsaid],
  ['KICS for all but this one of its checks', `# kics-scan enable=${http},${ssh}\n${openFirewall}`, open],
  [
    'KICS that chooses a check and disables it, of which choosing counts',
    `# kics-scan disable=${ssh}\n# kics-scan enable=${ssh}\n${openFirewall}`,
    open,
  ],
  ['terrascan inside the block', replaced(value, `#ts:skip=AC_GCP_0228 why\n  ${value}`), quiet],
  ["terrascan by the check's former id", replaced(value, `#ts:skip=accurics.gcp.NS.148 why\n  ${value}`), quiet],
  ['terrascan behind the opening brace', replaced(header, `${header} #ts:skip=AC_GCP_0228 why`), quiet],
  [
    'terrascan above the block, where terrascan does not look',
    `#ts:skip=AC_GCP_0228 why\n${openFirewall}`,
    ['groundwork/invalid-suppression AC_GCP_0228', ...open],
  ],
  ['terrascan with no severity at all', replaced(value, `${value}\n  #ts:maxseverity=None`), unsaid],
  ['tfsec with its early number', replaced(value, `#tfsec:ignore:GCP003 why\n  ${value}`), open],
  ['another rule of another tool', replaced(value, `#checkov:skip=CKV_GCP_1:why\n  ${value}`), open],
];

test('terrascan bounds the severity of what is found in a resource', () => {
  const levels = (bound: string, more: Partial<Settings> = {}) =>
    lintTexts({ 'main.tf': replaced(value, `${value}\n  #ts:${bound}`) }, { ...settings, ...more }).map(
      ({ rule, severity, suppressed }) => [rule, severity, suppressed],
    );
  assert.deepEqual(levels('maxseverity=Medium'), [['gcp/open-ssh', 'warning', undefined]]);
  assert.deepEqual(levels('maxseverity=Low'), [['gcp/open-ssh', 'info', undefined]]);
  assert.deepEqual(levels('maxseverity=High'), [['gcp/open-ssh', 'error', undefined]]);
  const lowered = { rules: new Map([...settings.rules, ['gcp/open-ssh', 'info'] as const]) };
  assert.deepEqual(levels('minseverity=Medium', lowered), [['gcp/open-ssh', 'warning', undefined]]);
  const forbidden = { comments: { ...settings.comments, notIgnorable: ['gcp/open-ssh'] } };
  assert.deepEqual(levels('maxseverity=Low', forbidden), [['gcp/open-ssh', 'error', undefined]]);
});

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
  assert.deepEqual(found(trivy), [`groundwork/expired-suppression GCP-0071`, ...open]);
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
  const answer = (id: string) => {
    const text = replaced(value, `${value} # groundwork:ignore ${id} -- why`);
    return lintTexts({ 'main.tf': text }, settings).at(-1)?.message;
  };
  for (const id of ['CKV_GCP_2', 'google-compute-restrict-ssh-access', ssh, 'accurics.gcp.NS.148'])
    assert.equal(answer(id), `There is no rule "${id}"; did you mean "gcp/open-all-ports" or "gcp/open-ssh"?`);
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

test('tflint looks at the first line of the fault alone, from its line or the one above', () => {
  const rule = allRules.find(({ equivalents }) => equivalents.includes('tflint/terraform_required_version'));
  assert.ok(rule);
  const look = (text: string) =>
    lintTexts({ 'main.tf': text }, onlyRules(rule.id)).map((one) => [one.rule, one.suppressed !== undefined]);
  const block = 'provider "google" {\n  project = "example"\n}\n';
  const ignore = '# tflint-ignore: terraform_required_version\n';
  const [[id] = []] = look(block);
  assert.equal(id, rule.id);
  assert.deepEqual(look(`${ignore}${block}`), [[id, true]]);
  assert.deepEqual(look(`# tflint-ignore: all\n${block}`), [[id, true]]);
  assert.deepEqual(look(`# tflint-ignore-file: terraform_required_version\n\n${block}`), [[id, true]]);
  assert.deepEqual(
    look(`${ignore}# more\n${block}`)
      .map(([name]) => name)
      .sort(),
    ['groundwork/unused-suppression', id],
  );
  assert.deepEqual(look(`# tflint-ignore: terraform_naming_convention\n${block}`), [[id, false]]);
});

test('a comment for the whole file is moved to where its tool reads it', () => {
  const text = `${openFirewall}# kics-scan ignore\n`;
  const fault = lintTexts({ 'main.tf': text }, settings).find(({ rule }) => rule === 'groundwork/invalid-suppression');
  assert.equal(applyEdits(text, fault?.fixes[0]?.edits ?? []), `# kics-scan ignore\n${openFirewall}`);
});

test('a comment for the block around it is moved into the block that was meant', () => {
  const skip = '#checkov:skip=CKV_GCP_2:why';
  for (const text of [
    `${skip}\n${openFirewall}`,
    `# what it is\n${skip}\n\n${openFirewall}`,
    replaced(header, `${header} ${skip}`),
    `#ts:skip=AC_GCP_0228 why\n${openFirewall}`.replaceAll('\n', '\r\n'),
  ]) {
    const fault = lintTexts({ 'main.tf': text }, settings).find(
      ({ rule }) => rule === 'groundwork/invalid-suppression',
    );
    const after = applyEdits(text, fault?.fixes[0]?.edits ?? []);
    assert.deepEqual(found(after), quiet, after);
    assert.equal(after.match(/skip=/g)?.length, 1);
    assert.equal(/[^\r]\n/.test(after), /[^\r]\n/.test(text));
  }
});

test('checkov is not told to skip all of its checks', () => {
  const text = replaced(value, `#checkov:skip=all:why\n  ${value}`);
  assert.deepEqual(found(text), ['groundwork/invalid-suppression all', ...open]);
});

test("the fix of another tool's misspelt comment makes it hold", () => {
  for (const wrong of ['checkov.skip=CKV_GCP_2:why', 'checkov:skip=CKV-GCP-2:why', 'checkov: skip=CKV_GCP_2:why']) {
    const text = replaced(value, `${value}\n  # ${wrong}`);
    const fault = lintTexts({ 'main.tf': text }, settings).find(({ rule }) => rule.startsWith('groundwork/'));
    assert.deepEqual(found(applyEdits(text, fault?.fixes[0]?.edits ?? [])), quiet, wrong);
  }
});

test("another tool's comment is unused only where every rule that its id stands for ran and found nothing", () => {
  const both = onlyRules('gcp/open-ssh', 'gcp/open-all-ports');
  const text = closed.replace('name ', '#checkov:skip=CKV_GCP_2,CKV_GCP_99999:why\n  name ');
  assert.deepEqual(lintTexts({ 'main.tf': text }, settings), []);
  const [unused, ...rest] = lintTexts({ 'main.tf': text }, both);
  assert.deepEqual(rest, []);
  assert.equal(unused?.rule, 'groundwork/unused-suppression');
  assert.match(
    unused?.message ?? '',
    /^Nothing here is found by gcp\/open-all-ports or gcp\/open-ssh, which CKV_GCP_2 stands/,
  );
  assert.equal(applyEdits(text, unused?.fixes[0]?.edits ?? []), text.replace('CKV_GCP_2,', ''));
  const trivy = closed.replace('name ', '#trivy:ignore:GCP-0071 trivy:ignore:x-*\n  name ');
  const [alone] = lintTexts(
    { 'main.tf': trivy },
    onlyRules(...allRules.flatMap(({ id, equivalents }) => (equivalents.includes('trivy/GCP-0071') ? id : []))),
  );
  assert.equal(applyEdits(trivy, alone?.fixes[0]?.edits ?? []), trivy.replace('trivy:ignore:GCP-0071 ', ''));
});

test('the configuration decides what comments may do', () => {
  const text = replaced(value, `${value} # ${comment}`);
  const bare = replaced(value, `${value} # groundwork:ignore gcp/open-ssh`);
  const under = (source: string, comments: Partial<Settings['comments']>) =>
    lintTexts({ 'main.tf': source }, { ...settings, comments: { ...settings.comments, ...comments } }).map(
      ({ rule, suppressed, fixes }) =>
        [rule, suppressed !== undefined, fixes.map(({ title }) => title).join()].join(' '),
    );
  const fix =
    lintTexts({ 'main.tf': openFirewall }, settings)[0]
      ?.fixes.map(({ title }) => title)
      .join() ?? '';
  const shown = `gcp/open-ssh false ${fix}`;
  assert.deepEqual(under(text, { inlineIgnores: false }), [shown]);
  assert.deepEqual(under(text, { notIgnorable: ['gcp/open-rdp'] }), [`gcp/open-ssh true ${fix}`]);
  assert.deepEqual(under(text, { notIgnorable: ['gcp/open-ssh'] }), [
    shown,
    'groundwork/forbidden-suppression false Remove the suppression',
  ]);
  assert.deepEqual(under(text, { requireReason: true }), [`gcp/open-ssh true ${fix}`]);
  assert.deepEqual(under(bare, { requireReason: true }), [shown, 'groundwork/forbidden-suppression false ']);
});

test("checkov's search for secrets is told by the line before, the same and the next", () => {
  const rule = allRules.find(({ equivalents }) => equivalents.includes('checkov/CKV_SECRET_6'));
  assert.ok(rule);
  const secret = '  password = "acXTX3rxrKAFTF0tYVLvydU1riRZTvUNC4g5I11NY"\n';
  const skip = '  #checkov:skip=CKV_SECRET_6:why\n';
  const look = (lines: string) =>
    lintTexts({ 'main.tf': `resource "google_sql_user" "a" {\n${lines}}\n` }, onlyRules(rule.id)).map(
      ({ suppressed }) => suppressed !== undefined,
    );
  assert.deepEqual(look(secret), [false]);
  assert.deepEqual(look(`${skip}${secret}`), [true]);
  assert.deepEqual(look(`${secret}${skip}`), [true]);
  assert.deepEqual(look(`${secret.trimEnd()} #checkov:skip=CKV_SECRET_6\n`), [true]);
  assert.deepEqual(look(`${skip}  name = "a"\n${secret}`), [false]);
});

test('in the JSON form a comment is a property, and speaks of the block that it stands in', () => {
  const firewall = { network: 'main', allow: [{ protocol: 'tcp', ports: ['22'] }], source_ranges: ['0.0.0.0/0'] };
  const file = (top: object, inside: object) =>
    JSON.stringify({ ...top, resource: { google_compute_firewall: { ssh: { ...inside, ...firewall } } } }, null, 2);
  const look = (top: object, inside: object) => found({ 'main.tf.json': file(top, inside) });
  const said = { '//': comment };
  assert.deepEqual(look({}, {}), open);
  assert.deepEqual(look({}, said), quiet);
  assert.deepEqual(look(said, {}), quiet);
  assert.deepEqual(look({}, { '//': 'checkov:skip=CKV_GCP_2:why' }), quiet);
  assert.deepEqual(look({ '//': 'checkov:skip=CKV_GCP_2:why' }, {}), open);
  assert.deepEqual(look({}, { '//': 'trivy:ignore:GCP-0071' }), open);
  assert.deepEqual(look({ output: { a: { ...said, value: '1' } } }, {}), [
    'groundwork/unused-suppression gcp/open-ssh',
    ...open,
  ]);
  assert.deepEqual(look({}, { '//': 'groundwork:ignore gcp/opne-ssh' }), [
    'groundwork/invalid-suppression gcp/opne-ssh',
    ...open,
  ]);
});

test('the fix of an unused suppression in the JSON form takes its property away', () => {
  const look = (text: string) => lintTexts({ 'main.tf.json': text }, settings);
  for (const text of [
    `{"//": "${comment}", "locals": {"a": 1}}`,
    `{"locals": {"a": 1}, "//": "${comment}"}`,
    `{"locals": {"a": 1,\n  "//": "${comment}",\n  "b": 2}}`,
    `{"locals": {"//": "${comment}"}}`,
  ]) {
    const [unused] = look(text);
    assert.equal(unused?.rule, 'groundwork/unused-suppression');
    const after = applyEdits(text, unused.fixes[0]?.edits ?? []);
    assert.deepEqual(look(after), []);
    assert.doesNotThrow(() => JSON.parse(after), after);
    assert.ok(!after.includes('ignore'), after);
  }
});

test('tflint reads a comment for the whole file in the JSON form, and none for a line', () => {
  const rule = allRules.find(({ equivalents }) => equivalents.includes('tflint/terraform_required_version'));
  assert.ok(rule);
  const look = (words: string) =>
    lintTexts({ 'main.tf.json': `{"provider": {"google": {}},\n"//": "${words}"}` }, onlyRules(rule.id)).map(
      ({ suppressed }) => suppressed?.reason,
    );
  assert.deepEqual(look('tflint-ignore-file: terraform_required_version # why'), ['why']);
  assert.deepEqual(look('tflint-ignore: terraform_required_version # why'), [undefined]);
});

test('ids of other tools that no rule stands for are let be', () => {
  const ids = [
    '#checkov:skip=CKV_GCP_99999:why',
    '#trivy:ignore:GCP-9999',
    '#tfsec:ignore:AWS999',
    '# tflint-ignore: google_unknown',
    '#ts:skip=AC_GCP_9999 why',
    '#ts:skip=accurics.gcp.NS.999',
    '# kics-scan ignore-line',
  ];
  const head = '# kics-scan disable=00000000-0000-4000-8000-000000000000\n';
  assert.deepEqual(found(head + replaced(value, `${ids.join('\n')}\n\n  ${value}`)), open);
});

test('one of several ids of another tool is taken away alone', () => {
  const both = onlyRules('gcp/open-ssh', 'gcp/open-all-ports');
  for (const [text, after] of [
    [`# kics-scan disable=${ssh},${http}\n`, `# kics-scan disable=${http}\n`],
    [`# kics-scan disable=${http},${ssh}\n`, `# kics-scan disable=${http}\n`],
  ] as const) {
    const unused = lintTexts({ 'main.tf': text + closed }, both).find(({ message }) => message.includes(ssh));
    assert.equal(unused?.rule, 'groundwork/unused-suppression');
    assert.equal(applyEdits(text + closed, unused.fixes[0]?.edits ?? []), after + closed);
  }
});

test('where a reason is demanded, a comment that cannot give one is answered with one that can', () => {
  const strict = { ...settings, comments: { ...settings.comments, requireReason: true } };
  const remark = (line: string) =>
    lintTexts({ 'main.tf': replaced(value, `${line}\n  ${value}`) }, strict).find(({ rule }) =>
      rule.startsWith('groundwork/'),
    )?.message ?? '';
  assert.match(remark('# kics-scan ignore-line'), /kics takes none: write groundwork:ignore gcp\/open-ssh -- why\.$/);
  assert.match(remark('#ts:maxseverity=None'), /terrascan takes none: write groundwork:ignore gcp\/open-ssh/);
  assert.match(remark('#ts:skip=AC_GCP_0228'), /Say why in the comment\.$/);
});
