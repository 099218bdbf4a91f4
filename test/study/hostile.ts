import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const hostileFolder = join(import.meta.dirname, 'hostile');

/** Notes that are too large to keep as files, by their names. Each is about as long as a note may be. */
export const hugeNotes: Readonly<Record<string, string>> = {
  'cards.md': note(
    'Fifty thousand cards',
    `## Cards\n\n${Array.from({ length: 50_000 }, (_, i) => `- **${i.toString(36)}?** a\n`).join('')}`,
  ),
  'many-cards.md': note(
    'Four thousand cards',
    `## Cards\n\n${Array.from({ length: 4000 }, (_, i) => `- **Card ${i}?** answer\n`).join('')}`,
  ),
  'table.md': note('A huge table', `${row('head')}${'| --- '.repeat(400)}|\n${row('cell').repeat(40)}`),
  'nesting.md': note('Deep nesting', `${'> '.repeat(5000)}text\n\n${nested()}\n\n${'*['.repeat(15_000)}`),
  'headings.md': note('Many headings', '## same\n'.repeat(14_000)),
  'links.md': note('Many links', `${'# a\n'.repeat(5000)}${'[a](#b) `gcp/opn-ssh` [c](d.md)\n'.repeat(3000)}`),
  'long-word.md': note('A long word', `# ${'a'.repeat(50_000)}\n\n${'b'.repeat(70_000)}`),
  'long-title.md': note('c'.repeat(120_000), 'text'),
  'front-matter.md': `---\n${'&a [*a, *a]: {{{{[[[[\n'.repeat(5000)}---\n`,
  'keys.md': `---\n${'k'.repeat(60_000)}: v\ntitle: T\n${'  - x\n'.repeat(10_000)}---\n`,
  'brackets.md': note('Brackets', '[](<'.repeat(15_000) + '![a](b "c'.repeat(6000)),
  'emphasis.md': note('Emphasis', '**a _b '.repeat(12_000) + '`'.repeat(20_000) + '<!--'.repeat(1000)),
  'quiz.md': note('Quiz', `## Quiz\n\n1. a\n${'   - [x] a — b\n'.repeat(7000)}`),
};

function note(title: string, text: string): string {
  return `---\ntitle: ${title}\n---\n\n${text}`;
}

function row(text: string): string {
  return `${`| ${text} `.repeat(400)}|\n`;
}

function nested(): string {
  return Array.from({ length: 250 }, (_, i) => `${'  '.repeat(i)}- item\n`).join('');
}

/** All hostile notes: those in files, and the huge ones. */
export function hostileNotes(): Readonly<Record<string, string>> {
  const names = readdirSync(hostileFolder).filter((name) => name.endsWith('.md'));
  const small = names.map((name) => [name, readFileSync(join(hostileFolder, name), 'utf8')]);
  return {
    ...Object.fromEntries(small),
    ...Object.fromEntries(Object.entries(hugeNotes).map(([k, v]) => [`huge-${k}`, v])),
  };
}
