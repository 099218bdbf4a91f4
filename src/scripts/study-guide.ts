import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { allRules } from '../linter/own-rules.ts';
import { rulePage } from '../linter/rule-page.ts';
import { buildGuide } from '../study/build-guide.ts';
import { diagram } from './diagram.ts';
import { root } from './run.ts';

/** Writes the study guide as data: dist/study.json.br, packed with Brotli. */
export function writeStudyGuide(): void {
  const folder = join(root, 'knowledge');
  const notes = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ id: name.replace(/\.md$/, ''), text: readFileSync(join(folder, name), 'utf8') }));
  const rules = allRules.map((rule) => ({ ...rule, page: rulePage(rule.id) ?? '' }));
  const guide = JSON.stringify(buildGuide(notes, rules, diagram));
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist', 'study.json.br'), brotliCompressSync(guide));
}
