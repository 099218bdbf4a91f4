import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excerpt } from '../../src/cli/excerpt.ts';
import { pretty } from '../../src/cli/pretty.ts';
import { painter } from '../../src/cli/terminal.ts';
import { findingAt, reportOf } from './reports.ts';

const plain = (text: string): string => text;

/** What stands above the marks under a stretch of a line. */
function marked(line: string, words: string, columns = 80): string {
  const start = line.indexOf(words);
  const { source, indent, marks } = excerpt(line, start, start + words.length, columns);
  return `${source}\n${' '.repeat(indent)}${'^'.repeat(marks)}`;
}

test('groups by file, marks the stretch, and sums up', () => {
  const text = 'a = 1\nranges = ["0.0.0.0/0"]\n';
  const other = 'b = [\n  2,\n]\n';
  const fix = { title: 'Set b to 3', safe: true, edits: [] };
  const report = reportOf({ 'main.tf': text, 'other.tf': other }, [
    findingAt('main.tf', text, '"0.0.0.0/0"', {
      message: 'SSH is open. Name the ranges.',
      address: 'google_compute_firewall.ssh',
      related: [{ at: { file: 'other.tf', start: 0, end: 1 }, message: 'The network.' }],
    }),
    findingAt('other.tf', other, '[\n  2,\n]', { rule: 'x/list', severity: 'info', message: 'Two.', fixes: [fix] }),
    findingAt('other.tf', other, '2', { suppressed: { at: { file: 'other.tf', start: 0, end: 1 }, reason: 'no' } }),
  ]);
  assert.equal(
    pretty(report, plain, 80),
    `main.tf

  2:11 error SSH is open. Name the ranges. gcp/open-ssh
    2 | ranges = ["0.0.0.0/0"]
      |           ^^^^^^^^^^^
      = google_compute_firewall.ssh
      = other.tf:1:1: The network.

other.tf

  1:5 note Two. x/list
    1 | b = [
      |     ^
      = fix: Set b to 3

1 error, 1 note in 2 files; 1 can be fixed with --fix; 1 suppressed
`,
  );
});

test('tells in one line which file gave a value that came through variables', () => {
  const texts = {
    'main.tf': 'a = local.tls\n',
    'variables.tf': 'variable "tls" {\n}\n',
    'env/prod.tfvars': 'x = 1\ntls = false\nport = 22\n',
  };
  const at = (file: keyof typeof texts, words: string) => {
    const start = texts[file].indexOf(words);
    return { file, start, end: start + words.length };
  };
  const step = (name: string, used: ReturnType<typeof at>, declaration = at('variables.tf', 'variable "tls"')) => {
    return { name, at: used, declaration, resource: undefined };
  };
  const through = [step('local.tls', at('main.tf', 'local.tls')), step('var.tls', at('main.tf', 'local.tls'))];
  const way = [step('var.port', at('main.tf', 'a'))];
  const finding = findingAt('env/prod.tfvars', texts['env/prod.tfvars'], 'false', {
    through,
    related: [{ at: at('env/prod.tfvars', '22'), message: 'the port', through: way }],
  });
  const out = pretty(reportOf(texts, [finding]), plain, 80);
  assert.deepEqual(
    out.split('\n').filter((line) => line.includes('=') && !line.includes('|')),
    [
      '      = local.tls <- var.tls <- env/prod.tfvars:2, used at main.tf:1:5',
      '      = var.port <- env/prod.tfvars:3:8: the port',
    ],
  );
});

test('says so where nothing is found, and with --quiet says nothing', () => {
  const report = reportOf({ 'main.tf': '' }, []);
  assert.equal(pretty(report, plain, 80), 'No faults found in 1 file\n');
  assert.equal(pretty({ ...report, quiet: true }, plain, 80), '');
});

test('--quiet leaves out what does not decide the exit status', () => {
  const text = 'a = 1\n';
  const note = findingAt('main.tf', text, '1', { severity: 'info' });
  const report = reportOf({ 'main.tf': text }, [note], { quiet: true });
  assert.equal(pretty(report, plain, 80), '');
  assert.match(pretty({ ...report, failOn: 'info' }, plain, 80), /1 note/);
});

test('instances that share a fault are one finding', () => {
  const text = 'a = 1\n';
  const instances = [0, 1, 2, 3, 4].map((i) => findingAt('main.tf', text, '1', { address: `x.y[${i}]` }));
  const out = pretty(reportOf({ 'main.tf': text }, instances), plain, 80);
  assert.match(out, /= x\.y\[0\], x\.y\[1\], x\.y\[2\] and 2 more\n/);
  assert.match(out, /\n1 error in 1 file\n$/);
});

test('marks stand under the text with tabs, wide and combining characters', () => {
  assert.equal(marked('\ta = "x"', '"x"'), '    a = "x"\n        ^^^');
  assert.equal(marked('a\t= "x"', '"x"'), 'a   = "x"\n      ^^^');
  assert.equal(marked('名 = "x"', '"x"'), '名 = "x"\n     ^^^');
  assert.equal(marked('a = "名前" # b', '"名前"'), 'a = "名前" # b\n    ^^^^^^');
  assert.equal(marked('e\u0301 = 🚀 x', 'x'), 'e\u0301 = 🚀 x\n       ^');
});

test('marks are at least one wide, at an empty stretch and behind the end', () => {
  assert.deepEqual(excerpt('ab', 2, 2, 80), { source: 'ab', indent: 2, marks: 1 });
  assert.deepEqual(excerpt('', 0, 0, 80), { source: '', indent: 0, marks: 1 });
});

test('long lines are cut around the stretch', () => {
  const long = `${'a'.repeat(100)}HERE${'b'.repeat(100)}`;
  const [source = '', marks = ''] = marked(long, 'HERE', 40).split('\n');
  assert.equal(source.length, 40);
  assert.match(source, /^…a+HEREb+…$/);
  assert.equal(marks.indexOf('^'), source.indexOf('HERE'));
  assert.equal(marks.trim(), '^^^^');
  const huge = `${'a'.repeat(1_000_000)}HERE`;
  assert.match(marked(huge, 'HERE', 40), /^…a+HERE\n +\^{4}$/);
  const early = `x = HERE ${'b'.repeat(100)}`;
  assert.match(marked(early, 'HERE', 40), /^x = HERE b+…\n {4}\^{4}$/);
});

test('the first line counts its columns without a byte order mark', () => {
  const text = '\uFEFFa = 1\r\nb = 2\r\n';
  const out = pretty(reportOf({ 'main.tf': text }, [findingAt('main.tf', text, '1')]), plain, 80);
  assert.ok(out.includes('  1:5 error Open. gcp/open-ssh\n    1 | a = 1\n      |     ^\n'), out);
});

test('what a file holds does nothing to a terminal', () => {
  const text = 'a = "\u001b]0;x\u0007" # \u202e\u0000\u009b\n';
  const finding = findingAt('m\u001b[2J.tf', text, 'a', {
    message: 'Name "\u001b[31m\r\n" is odd.',
    address: 'x.\u0085y',
  });
  const out = pretty(reportOf({ 'm\u001b[2J.tf': text }, [finding]), plain, 200);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  assert.doesNotMatch(out, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  assert.match(out, /a = "<U\+001B>\]0;x<U\+0007>" # <U\+202E><U\+0000><U\+009B>/);
});

test('colours are used on a terminal only, as the environment and --no-color say', () => {
  const colours = (terminal: boolean, environment: Record<string, string>, refused = false): boolean =>
    painter({ terminal, environment }, refused)('x', 'red') !== 'x';
  assert.ok(colours(true, {}));
  assert.ok(colours(false, { FORCE_COLOR: '1' }));
  assert.ok(colours(true, { NO_COLOR: '' }));
  assert.ok(!colours(true, { NO_COLOR: '1' }));
  assert.ok(!colours(true, { FORCE_COLOR: '0' }));
  assert.ok(!colours(true, { TERM: 'dumb' }));
  assert.ok(!colours(false, {}));
  assert.ok(!colours(true, { FORCE_COLOR: '1' }, true));
});
