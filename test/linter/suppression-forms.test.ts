import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuleInfo } from '../../src/linter/own-rules.ts';
import { readComment } from '../../src/linter/suppression-forms.ts';

/** What a comment suppresses as short text: the id as it stands in the file, its date, its reason; or what is wrong. */
function read(comment: string): string[] {
  const before = 'a = 1 ';
  return readComment(comment, before.length).map((found) => {
    const at = `${before}${comment}`.slice(found.start, found.end);
    if ('message' in found) return `! ${at}: ${found.message}`;
    assert.equal(at, found.id);
    return [found.scope, at, found.until && `until ${found.until}`, found.reason && `-- ${found.reason}`]
      .filter(Boolean)
      .join(' ');
  });
}

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['# groundwork:ignore gcp/open-ssh', ['line gcp/open-ssh']],
  ['#groundwork:ignore gcp/open-ssh', ['line gcp/open-ssh']],
  ['// groundwork:ignore gcp/open-ssh -- bastion subnet only', ['line gcp/open-ssh -- bastion subnet only']],
  ['/* groundwork:ignore gcp/open-ssh -- a, b */', ['line gcp/open-ssh -- a, b']],
  ['# groundwork:ignore gcp/open-ssh until 2027-03-31', ['line gcp/open-ssh until 2027-03-31']],
  ['# groundwork:ignore a/b until 2027-03-31, c/d', ['line a/b until 2027-03-31', 'line c/d']],
  [
    '# groundwork:ignore a/b, c/d until 2027-03-31 -- x',
    ['line a/b until 2027-03-31 -- x', 'line c/d until 2027-03-31 -- x'],
  ],
  ['/*\n * why\n * groundwork:ignore a/b\n */', ['line a/b']],
  ['# groundwork:ignore', ['! groundwork:ignore: Name the rule: groundwork:ignore gcp/open-ssh -- reason.']],
  [
    '# groundwork:ignore -- because',
    ['! groundwork:ignore -- because: Name the rule: groundwork:ignore gcp/open-ssh -- reason.'],
  ],
  ['# groundwork:ignore a/b because', ['! a/b because: Put "--" before the reason, and commas between rules.']],
  ['# groundwork:ignore a/b, c/d until 2027-02-30', ['! c/d until 2027-02-30: Write the last day as 2027-03-31.']],
  ['# groundwork: ignore a/b', ['! groundwork: ignore: Write a suppression as groundwork:ignore RULE -- reason.']],
  ['# groundwork-ignore a/b', ['! groundwork-ignore: Write a suppression as groundwork:ignore RULE -- reason.']],
  ['# the manual explains groundwork:ignore', []],
  ['# nothing to ignore here', []],
  ['#checkov:skip=CKV_GCP_2:public by design', ['inside CKV_GCP_2 -- public by design']],
  [
    '# checkov:skip=CKV_AWS_355,CKV_AWS_287: one reason',
    ['inside CKV_AWS_355 -- one reason', 'inside CKV_AWS_287 -- one reason'],
  ],
  ['#trivy:ignore:GCP-0071', ['line GCP-0071']],
  ['//tfsec:ignore:google-compute-no-public-ingress legacy', ['line google-compute-no-public-ingress -- legacy']],
  ['#trivy:ignore:AVD-GCP-0051 trivy:ignore:AVD-GCP-0053', ['line AVD-GCP-0051', 'line AVD-GCP-0053']],
  ['#trivy:ignore:GCP-0071:exp:2027-03-31', ['line GCP-0071 until 2027-03-30']],
  ['#trivy:ignore:GCP-0071:exp:soon', []],
  ['#trivy:ignore:GCP-0071:ws:dev-*', []],
  ['#trivy:ignore:GCP-0071[from_port=22]', []],
];

for (const [comment, expected] of cases) {
  test(`reads ${JSON.stringify(comment)}`, () => assert.deepEqual(read(comment), expected));
}

test('matches other tools by their ids, whatever the case and with wildcards', () => {
  const rule: RuleInfo = {
    ...({ id: 'x/y', title: '', severity: 'error', pillar: 'network', recommended: true, why: '', refs: [] } as const),
    equivalents: ['checkov/CKV_GCP_2', 'trivy/GCP-0071'],
  };
  const matches = (comment: string): boolean =>
    readComment(comment, 0).some((found) => !('message' in found) && found.matches(rule));
  for (const comment of [
    '#checkov:skip=ckv_gcp_2',
    '#trivy:ignore:avd-gcp-0071',
    '#trivy:ignore:GCP-00*',
    '#tfsec:ignore:*',
  ]) {
    assert.ok(matches(comment), comment);
  }
  for (const comment of [
    '#checkov:skip=CKV_GCP_22',
    '#checkov:skip=GCP-0071',
    '#trivy:ignore:CKV_GCP_2',
    '#trivy:ignore:GCP-007',
  ]) {
    assert.ok(!matches(comment), comment);
  }
});
