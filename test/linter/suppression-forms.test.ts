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
  ['#trivy:ignore:GCP-0051 tfsec:ignore:GCP-0053 why', ['line GCP-0051 -- why', 'line GCP-0053 -- why']],
  ['#tfsec:ignore:AWS018', ['line AWS018']],
  ['#tfsec:ignore AWS018', ['! tfsec:ignore : This suppresses nothing. Write it as tfsec:ignore:AWS018.']],
  ['#trivy:ignore:GCP-0071:exp:2027-03-31', ['line GCP-0071 until 2027-03-30']],
  [
    '#trivy:ignore:GCP-0071:exp:soon',
    ['! GCP-0071:exp:soon: "soon" is no day, so trivy takes no notice of it. Write one as 2027-03-31.'],
  ],
  ['#trivy:ignore:GCP-0071:ws:dev-*', ['line GCP-0071']],
  ['#trivy:ignore:GCP-0071[from_port=22]:exp:2027-03-31', ['line GCP-0071 until 2027-03-30']],
  ['#trivy:ignore:GCP-0071:exp', []],
  ['#trivy:ignore:GCP-0071[from_port]', []],
  ['# bridgecrew:skip=CKV_GCP_2', ['inside CKV_GCP_2']],
  ['#cortex:skip= CKV_GCP_2:x', ['inside CKV_GCP_2 -- x']],
  [
    '#checkov:skip=CKV_GCP_2, CKV_GCP_3:x',
    ['inside CKV_GCP_2', '! , : checkov reads no further than the space: separate its ids by commas alone.'],
  ],
  ['#checkov.skip=CKV_GCP_2:x', ['! checkov.skip=: This suppresses nothing. Write it as checkov:skip=CKV_GCP_2.']],
  ['# checkov: skip=CKV_GCP_2', ['! checkov: skip=: This suppresses nothing. Write it as checkov:skip=CKV_GCP_2.']],
  ['# checkov:skip:CKV_GCP_2', ['! checkov:skip:: This suppresses nothing. Write it as checkov:skip=CKV_GCP_2.']],
  ['# checkov skips nothing here', []],
  [
    '#checkov:skip=CKV-GCP-2',
    ['inside CKV-GCP-2', '! CKV-GCP-2: checkov has no check "CKV-GCP-2"; did you mean "CKV_GCP_2"?'],
  ],
  [
    '#checkov:skip=CKV_GPC_2',
    ['inside CKV_GPC_2', '! CKV_GPC_2: checkov has no check "CKV_GPC_2"; did you mean "CKV_GCP_2"?'],
  ],
  ['#checkov:skip=CKV_SECRET_6:why', ['around CKV_SECRET_6 -- why']],
  ['#checkov:skip=CKV_GCP_99999', ['inside CKV_GCP_99999']],
  ['#checkov:skip=ACME_SPECIAL_1', ['inside ACME_SPECIAL_1']],
  ['#trivy-ignore:AVD-GCP-0071', ['! trivy-ignore:: This suppresses nothing. Write it as trivy:ignore:AVD-GCP-0071.']],
  [
    '#tfsec:ignore google-compute-x',
    ['! tfsec:ignore : This suppresses nothing. Write it as tfsec:ignore:google-compute-x.'],
  ],
  [
    '#trivy:ignore:AVD_GCP_0071',
    ['line AVD_GCP_0071', '! AVD_GCP_0071: trivy has no check "AVD_GCP_0071"; did you mean "GCP-0071"?'],
  ],
  ['#trivy:ignore:aws-s3-enable-logging', ['line aws-s3-enable-logging']],
  ['# tflint-ignore: rule_a, rule_b # why', ['twoLines rule_a -- why', 'twoLines rule_b -- why']],
  ['/* tflint-ignore: all */', ['twoLines all']],
  ['# tflint-ignore-file: rule_a', ['file rule_a']],
  ['# tflint-ignore:rule_a', ['! tflint-ignore:: This suppresses nothing. Write it as tflint-ignore: rule_a.']],
  ['# tflint ignore rule_a', ['! tflint ignore : This suppresses nothing. Write it as tflint-ignore: rule_a.']],
  ['# kics-scan ignore', ['file ignore']],
  ['// kics-scan ignore-line', ['twoLines ignore-line']],
  ['# kics-scan ignore-block', ['beneath ignore-block']],
  [
    '# kics-scan disable=0afa6ab8-a047-48cf-be07-93a2f8c34cf7,c4dcdcdf-10dd-4bf4-b4a0-8f6239e6aaa0',
    ['file 0afa6ab8-a047-48cf-be07-93a2f8c34cf7', 'file c4dcdcdf-10dd-4bf4-b4a0-8f6239e6aaa0'],
  ],
  ['# kics-scan enable=0afa6ab8-a047-48cf-be07-93a2f8c34cf7', ['file enable']],
  [
    '# kics-scan disable=CKV_GCP_2',
    [
      'file CKV_GCP_2',
      '! CKV_GCP_2: kics has no check "CKV_GCP_2"; did you mean "c4dcdcdf-10dd-4bf4-b4a0-8f6239e6aaa0"?',
    ],
  ],
  [
    '# kics-scan disable=c4dcdcdf-10dd-4bf4-b4a0-8f6239e6aa0a',
    [
      'file c4dcdcdf-10dd-4bf4-b4a0-8f6239e6aa0a',
      '! c4dcdcdf-10dd-4bf4-b4a0-8f6239e6aa0a: kics has no check "c4dcdcdf-10dd-4bf4-b4a0-8f6239e6aa0a"; did you mean "c4dcdcdf-10dd-4bf4-b4a0-8f6239e6aaa0"?',
    ],
  ],
  ['# kics-scan disable=00000000-0000-4000-8000-000000000000', ['file 00000000-0000-4000-8000-000000000000']],
  ['// kics_terraform_vars: path/to/vars.tf', []],
  ['# kics-scan ignore_line', ['! kics-scan ignore_line: This suppresses nothing. Write it as kics-scan ignore-line.']],
  ['# kics:scan ignore', ['! kics:scan ignore: This suppresses nothing. Write it as kics-scan ignore.']],
  ['#ts:skip=AC_GCP_0123 why', ['body AC_GCP_0123 -- why']],
  ['#ts:skip=AWS.S3Bucket.DS.High.1043', ['body AWS.S3Bucket.DS.High.1043']],
  [
    '#ts:skip=AC_AWS_214',
    ['body AC_AWS_214', '! AC_AWS_214: terrascan has no check "AC_AWS_214"; did you mean "AC_AWS_0214"?'],
  ],
  [
    '#ts:skip=AC-AWS-0214',
    ['body AC-AWS-0214', '! AC-AWS-0214: terrascan has no check "AC-AWS-0214"; did you mean "AC_AWS_0214"?'],
  ],
  ['#ts:minseverity=High', ['body minseverity']],
  ['#ts:maxseverity=none', ['body maxseverity']],
  ['#ts:minseverity=None', []],
  ['# ts:skip=AC_GCP_0123', ['! # ts:skip=: This suppresses nothing. Write it as #ts:skip=AC_GCP_0123.']],
];

for (const [comment, expected] of cases) {
  test(`reads ${JSON.stringify(comment)}`, () => assert.deepEqual(read(comment), expected));
}

test('matches other tools by their ids, whatever the case and with wildcards', () => {
  const rule: RuleInfo = {
    ...({ id: 'x/y', title: '', severity: 'error', pillar: 'network', recommended: true, why: '', refs: [] } as const),
    equivalents: [
      ...['checkov/CKV_GCP_2', 'trivy/GCP-0071', 'trivy/GCP-0027', 'terrascan/AC_AWS_0214'],
      'kics/c4dcdcdf-10dd-4bf4-b4a0-8f6239e6aaa0',
    ],
  };
  const matches = (comment: string): boolean =>
    readComment(comment, 0).some((found) => !('message' in found) && found.matches(rule));
  for (const comment of [
    '#checkov:skip=ckv_gcp_2',
    '#trivy:ignore:avd-gcp-0071',
    '#trivy:ignore:GCP-00*',
    '#tfsec:ignore:google-compute-no-public-ingress',
    '#trivy:ignore:google-compute-*',
    '#tfsec:ignore:*',
    '#tfsec:ignore:GCP003',
    '#ts:skip=AC_AWS_0214',
    '#ts:skip=AWS.S3Bucket.IAM.High.0370',
    '# kics-scan disable=C4DCDCDF-10dd-4bf4-b4a0-8f6239e6aaa0',
    '# kics-scan enable=0afa6ab8-a047-48cf-be07-93a2f8c34cf7',
  ]) {
    assert.ok(matches(comment), comment);
  }
  for (const comment of [
    '#checkov:skip=CKV_GCP_22',
    '#checkov:skip=GCP-0071',
    '#trivy:ignore:CKV_GCP_2',
    '#trivy:ignore:GCP-007',
    '#tfsec:ignore:no-public-ingress',
    '#tfsec:ignore:google-sql-*',
    '#tfsec:ignore:GCP004',
    '#ts:skip=AC_AWS_0215',
    '#ts:skip=AWS.S3Bucket.IAM.High.0371',
    '# kics-scan disable=0afa6ab8-a047-48cf-be07-93a2f8c34cf7',
    '# kics-scan enable=0afa6ab8-a047-48cf-be07-93a2f8c34cf7,c4dcdcdf-10dd-4bf4-b4a0-8f6239e6aaa0',
  ]) {
    assert.ok(!matches(comment), comment);
  }
});
