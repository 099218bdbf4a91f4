import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { LineIndex } from '../src/hcl/lines.ts';
import { runRules } from '../src/linter/run.ts';
import { rules } from '../src/rules/catalogue.ts';
import type { Rule } from '../src/rules/rule.ts';
import { Workspace } from '../src/terraform/workspace.ts';
import { memoryFiles } from './memory.ts';
import { defaultOptions } from './rules/examples.ts';

// Every Markdown file in test/cases is a suite. Its first heading names the rules that are run, every other heading is
// a case, and each block of HCL in a case is a file: `main.tf`, or what the line before it names. A comment
// `# error: [gcp/open-ssh]` at the end of a line, with a part of the message in quotes behind it if that matters, says
// what is reported on that line; what no comment names must not be reported. Text between is for the reader.

interface Case {
  readonly title: string;
  readonly texts: Record<string, string>;
}

interface Suite {
  readonly rules: readonly Rule[];
  readonly cases: readonly Case[];
}

const levels = { error: 'error', warning: 'warning', note: 'info' } as const;
const expectation = /\b(error|warning|note): \[([a-z-]+\/[a-z0-9-]+)\](?: "([^"]*)")?/g;

function readSuite(text: string): Suite {
  const [head = '', ...sections] = text.split(/^## /m);
  const named = /^# (.*)$/m.exec(head)?.[1]?.split(', ') ?? [];
  return {
    rules: named.map((id) => {
      const rule = rules.find((one) => one.id === id);
      assert.ok(rule, `there is no rule ${id}`);
      return rule;
    }),
    cases: sections.map(readCase),
  };
}

function readCase(section: string): Case {
  const texts: Record<string, string> = {};
  for (const [, name = 'main.tf', text = ''] of section.matchAll(
    /(?:^`([^`\n]+)`:?\n+)?^```(?:hcl|terraform)\n(.*?)^```$/gms,
  )) {
    assert.ok(!(name in texts), `${name} is given twice`);
    texts[name] = text;
  }
  return { title: section.slice(0, section.indexOf('\n')), texts };
}

/** What the comments of a file ask for: 'main.tf:3 error gcp/open-ssh', and the part of the message. */
function expected(name: string, text: string): { readonly key: string; readonly part: string }[] {
  return text.split('\n').flatMap((line, i) =>
    [...line.replace(/^[^#]*/, '').matchAll(expectation)].map(([, level, rule, part = '']) => ({
      key: `${name}:${i + 1} ${level} ${rule}`,
      part,
    })),
  );
}

function check({ texts }: Case, wanted: readonly Rule[]): void {
  const tree = new Workspace(memoryFiles(texts)).tree('.');
  const found = runRules(tree, wanted, defaultOptions).map(({ at, rule, severity, message }) => {
    const line = new LineIndex(texts[at.file] ?? '').lineAt(at.start) + 1;
    const level = Object.entries(levels).find(([, name]) => name === severity)?.[0];
    return { key: `${at.file}:${line} ${level} ${rule}`, message };
  });
  const asked = Object.entries(texts).flatMap(([name, text]) => expected(name, text));
  const keys = (list: readonly { readonly key: string }[]) => [...new Set(list.map(({ key }) => key))].sort();
  assert.deepEqual(keys(found), keys(asked));
  for (const { key, part } of asked) {
    const messages = found.filter((finding) => finding.key === key).map(({ message }) => message);
    assert.ok(
      messages.some((message) => message.includes(part)),
      `"${part}" is in none of: ${messages.join(' | ')}`,
    );
  }
}

const folder = new URL('cases/', import.meta.url);
for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.md'))) {
  const suite = readSuite(readFileSync(new URL(name, folder), 'utf8'));
  describe(name, () => {
    it('has rules and cases', () => assert.ok(suite.rules.length > 0 && suite.cases.length > 0));
    for (const one of suite.cases) it(one.title, () => check(one, suite.rules));
  });
}
