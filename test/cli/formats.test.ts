import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { github } from '../../src/cli/github.ts';
import { json } from '../../src/cli/json.ts';
import { junit } from '../../src/cli/junit.ts';
import { sarif } from '../../src/cli/sarif.ts';
import { findingAt, reportOf } from './reports.ts';

const text = 'a = 1\nranges = ["0.0.0.0/0"]\nb = 2\n';
const fix = { title: 'Set it', safe: true, edits: [{ file: 'main.tf', start: 4, end: 5, text: 'true' }] };
const suggestion = { ...fix, title: 'Replace the network', safe: false };
const at = { file: 'main.tf', start: 0, end: 1 };
const findings = [
  findingAt('main.tf', text, '1', {
    rule: 'gcp/subnet-overlap',
    severity: 'info',
    message: 'Note.',
    fixes: [suggestion, fix],
  }),
  findingAt('main.tf', text, '"0.0.0.0/0"', {
    message: 'Open <to> & 100%.',
    address: 'google_compute_firewall.ssh["a"]',
    related: [{ at, message: 'The network.' }],
  }),
  findingAt('main.tf', text, '2', { severity: 'warning', suppressed: { at, reason: 'bastion "only"' } }),
];
const report = reportOf({ 'main.tf': text, 'clean.tf': '' }, findings);

test('JSON has its documented shape', () => {
  const place = (line: number, column: number, offset: number) => ({ line, column, offset });
  const { findings: listed, ...rest } = JSON.parse(json(report));
  assert.deepEqual(rest.summary, { errors: 1, warnings: 0, notes: 1, files: 1, fixable: 1, suppressed: 1, fixed: 0 });
  assert.equal(rest.version, 1);
  assert.deepEqual(listed[1], {
    ...{ rule: 'gcp/open-ssh', severity: 'error', message: 'Open <to> & 100%.', file: 'main.tf' },
    ...{ start: place(2, 11, 16), end: place(2, 22, 27), address: 'google_compute_firewall.ssh["a"]' },
    related: [{ file: 'main.tf', start: place(1, 1, 0), end: place(1, 2, 1), message: 'The network.' }],
    fixes: [],
  });
  const edits = [{ file: 'main.tf', start: place(1, 5, 4), end: place(1, 6, 5), text: 'true' }];
  assert.deepEqual(listed[0].fixes, [
    { title: 'Replace the network', safe: false, edits },
    { title: 'Set it', safe: true, edits },
  ]);
  assert.deepEqual(listed[2].suppressed, {
    file: 'main.tf',
    start: place(1, 1, 0),
    end: place(1, 2, 1),
    reason: 'bastion "only"',
  });
});

test('JSON and SARIF escape what would act on a terminal', () => {
  const odd = reportOf({ 'main.tf': text }, [
    findingAt('main.tf', text, '1', { message: 'x\u001b\u009b\u202e\u2028y' }),
  ]);
  for (const out of [json(odd), sarif(odd)]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    assert.doesNotMatch(out, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028]/);
    assert.match(out, /x\\u001b\\u009b\\u202e\\u2028y/);
  }
});

/** The official schema's complaints about a log. */
function complaints(log: unknown): unknown {
  const schema = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new Ajv.default({ strict: false, unicodeRegExp: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return validate(log) ? undefined : validate.errors;
}

test('SARIF is valid by the official schema', () => {
  const log = JSON.parse(sarif(report));
  assert.equal(complaints(log), undefined);
  log.runs[0].results[0].level = 'bad';
  assert.notEqual(complaints(log), undefined, 'the schema is really asked');
});

test('SARIF says all that is known of a result', () => {
  const [run] = JSON.parse(sarif(report)).runs;
  const [note, open, suppressed] = run.results;
  assert.equal(run.tool.driver.rules[open.ruleIndex].id, 'gcp/open-ssh');
  const rule = run.tool.driver.rules[open.ruleIndex];
  assert.ok(rule.help.markdown.includes('```hcl') && rule.helpUri && rule.properties.pillar === 'network');
  assert.ok(rule.properties.equivalents.includes('checkov/CKV_GCP_2'));
  assert.deepEqual([note.level, open.level], ['note', 'error']);
  const region = { startLine: 2, startColumn: 11, endLine: 2, endColumn: 22 };
  assert.deepEqual(open.locations[0].physicalLocation, { artifactLocation: { uri: 'main.tf' }, region });
  assert.equal(open.locations[0].logicalLocations[0].fullyQualifiedName, 'google_compute_firewall.ssh["a"]');
  assert.equal(open.relatedLocations[0].message.text, 'The network.');
  assert.deepEqual(open.suppressions, []);
  assert.equal(suppressed.suppressions[0].kind, 'inSource');
  assert.equal(suppressed.suppressions[0].justification, 'bastion "only"');
  assert.deepEqual(note.fixes, [
    {
      description: { text: 'Set it' },
      artifactChanges: [
        {
          artifactLocation: { uri: 'main.tf' },
          replacements: [
            {
              deletedRegion: { startLine: 1, startColumn: 5, endLine: 1, endColumn: 6 },
              insertedContent: { text: 'true' },
            },
          ],
        },
      ],
    },
  ]);
});

test('SARIF escapes paths as addresses', () => {
  const file = 'my dir/ä#1.tf';
  const [run] = JSON.parse(sarif(reportOf({ [file]: text }, [findingAt(file, text, '1')]))).runs;
  assert.equal(run.results[0].locations[0].physicalLocation.artifactLocation.uri, 'my%20dir/%C3%A4%231.tf');
});

test("a result's fingerprint stays when lines move, and differs between results", () => {
  const prints = (source: string): string[] => {
    const found = ['1', '"0.0.0.0/0"', '2'].map((words) => findingAt('main.tf', source, words));
    const same = [...found, findingAt('main.tf', source, '1')];
    const [run] = JSON.parse(sarif(reportOf({ 'main.tf': source }, same))).runs;
    return run.results.map(
      (result: { partialFingerprints: Record<string, string> }) =>
        result.partialFingerprints['primaryLocationLineHash'],
    );
  };
  const before = prints(text);
  assert.deepEqual(prints(`# moved\n\n${text.replace('ranges', '  ranges')}`), before);
  assert.equal(new Set(before).size, before.length);
});

test('JUnit has a suite for each file and a case for each finding', () => {
  assert.equal(
    junit(report),
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="groundwork" tests="4" failures="1" errors="0" skipped="1">
  <testsuite name="clean.tf" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="no findings" classname="clean.tf" file="clean.tf"/>
  </testsuite>
  <testsuite name="main.tf" tests="3" failures="1" errors="0" skipped="1">
    <testcase name="gcp/subnet-overlap 1:5" classname="main.tf" file="main.tf" line="1">
      <system-out>main.tf:1:5: info: Note. (gcp/subnet-overlap)</system-out>
    </testcase>
    <testcase name="gcp/open-ssh google_compute_firewall.ssh[&quot;a&quot;]" classname="main.tf" file="main.tf" line="2">
      <failure message="Open &lt;to&gt; &amp; 100%." type="error">main.tf:2:11: error: Open &lt;to&gt; &amp; 100%. (gcp/open-ssh)</failure>
    </testcase>
    <testcase name="gcp/open-ssh 3:5" classname="main.tf" file="main.tf" line="3">
      <skipped message="bastion &quot;only&quot;"/>
    </testcase>
  </testsuite>
</testsuites>
`,
  );
  const odd = reportOf({ 'a.tf': text }, [findingAt('a.tf', text, '1', { message: 'x\u0000\u001b\ud800\ny' })]);
  assert.match(junit(odd), /message="x\ufffd\ufffd\ufffd&#10;y"/);
});

test('GitHub gets its commands, the worst first, with what would end them escaped', () => {
  const odd = findingAt('a,b:c.tf', text, '2', { severity: 'warning', message: 'x\n::set-output name=y::z' });
  const out = github(reportOf({ 'main.tf': text, 'a,b:c.tf': text }, [...findings, odd]));
  assert.deepEqual(out.split('\n'), [
    '::error file=main.tf,line=2,endLine=2,col=11,endColumn=21,title=gcp/open-ssh::Open <to> & 100%25. (google_compute_firewall.ssh["a"])',
    '::warning file=a%2Cb%3Ac.tf,line=3,endLine=3,col=5,endColumn=5,title=gcp/open-ssh::x ::set-output name=y::z',
    '::notice file=main.tf,line=1,endLine=1,col=5,endColumn=5,title=gcp/subnet-overlap::Note.',
    '1 error, 1 warning, 1 note in 2 files; 1 can be fixed with --fix; 1 suppressed',
    '',
  ]);
});
