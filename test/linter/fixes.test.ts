import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../src/linter/finding.ts';
import { compatibleFixes, fixAll } from '../../src/linter/fixes.ts';
import { lint } from '../../src/linter/lint.ts';
import type { FileEdit, Fix } from '../../src/rules/rule.ts';
import type { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { onlyRules, today } from './linting.ts';

function edit(start: number, end: number, text: string, file = 'main.tf'): FileEdit {
  return { file, start, end, text };
}

function finding(...fixes: Fix[]): Finding {
  return { rule: 'x/y', severity: 'error', message: '', at: { file: 'main.tf', start: 0, end: 1 }, related: [], fixes };
}

function safe(...edits: FileEdit[]): Fix {
  return { title: 'Mend it', safe: true, edits };
}

test('safe fixes that touch the same text are not taken together, and a fix is taken whole', () => {
  const findings = [
    finding(
      { title: 'Maybe', safe: false, edits: [edit(50, 60, 'x')] },
      safe(edit(0, 2, 'a'), edit(0, 1, 'b', 'other.tf')),
    ),
    finding(safe(edit(1, 3, 'c'), edit(10, 11, 'd'))),
    finding(safe(edit(10, 11, 'e'))),
    {
      ...finding(safe(edit(20, 21, 'f'))),
      suppressed: { at: { file: 'main.tf', start: 0, end: 1 }, reason: undefined },
    },
  ];
  assert.deepEqual(compatibleFixes(findings), [findings[0]?.fixes[1], findings[2]?.fixes[0]]);
});

test('a fix with very many edits keeps others off all that lies between them', () => {
  const many = safe(...Array.from({ length: 60 }, (_, i) => edit(2 * i, 2 * i + 1, 'x')));
  const between = safe(edit(5, 6, 'y'));
  const behind = safe(edit(200, 201, 'z'));
  const elsewhere = safe(edit(5, 6, 'y', 'other.tf'));
  const chosen = compatibleFixes([many, between, behind, elsewhere].map((fix) => finding(fix)));
  assert.deepEqual(chosen, [many, behind, elsewhere]);
});

/** Runs the loop with findings that are made from the text of main.tf. */
function loop(text: string, find: (text: string) => readonly Finding[]): string | undefined {
  const files = memoryFiles({ 'main.tf': text });
  const { texts } = fixAll(files, (workspace: Workspace) => find(workspace.file('main.tf')?.text ?? ''));
  assert.equal(files.texts.get('main.tf'), text, 'nothing is written');
  return texts.get('main.tf');
}

test('overlapping fixes are applied one after the other', () => {
  const result = loop('a = 1\n', (text) => {
    const found: Finding[] = [];
    if (text.includes('1')) found.push(finding(safe(edit(4, 5, '2'))), finding(safe(edit(4, 5, '3'))));
    if (text.includes('2')) found.push(finding(safe(edit(4, 5, '4'))));
    return found;
  });
  assert.equal(result, 'a = 4\n');
});

test('a fix that breaks the syntax is not applied, the others are', () => {
  const result = loop('a = 1\nb = 1\n', (text) =>
    text.includes('b = 1') ? [finding(safe(edit(0, 5, 'a = ['))), finding(safe(edit(10, 11, '2')))] : [],
  );
  assert.equal(result, 'a = 1\nb = 2\n');
});

test('a text that is not valid stays as it is, but for fixes that mend its syntax', () => {
  const broken = 'a = 1\nb = [\n';
  assert.equal(
    loop(broken, () => [finding(safe(edit(0, 0, 'c = 1\n')))]),
    undefined,
  );
  assert.equal(
    loop(broken, (text) => (text === broken ? [finding(safe(edit(11, 11, ']')))] : [])),
    'a = 1\nb = []\n',
  );
});

test('fixes that undo each other end, with nothing changed', () => {
  let rounds = 0;
  const result = loop('a = 1\n', (text) => {
    rounds++;
    return [finding(safe(edit(4, 5, text.includes('1') ? '2' : '1')))];
  });
  assert.equal(result, undefined);
  assert.ok(rounds <= 10);
});

test('the instances of a block are mended once', () => {
  const text = `resource "google_compute_subnetwork" "s" {
  count         = 3
  name          = "s-\${count.index}"
  network       = "main"
  ip_cidr_range = "10.\${count.index}.0.0/16"
}
`;
  const files = memoryFiles({ 'main.tf': text });
  const settings = onlyRules('gcp/subnet-without-private-google-access');
  const lintAll = (workspace: Workspace) => lint(workspace, '.', settings, today);
  const { texts, count } = fixAll(files, lintAll);
  assert.equal(texts.get('main.tf')?.match(/private_ip_google_access/g)?.length, 1);
  assert.equal(count, 1);
});
