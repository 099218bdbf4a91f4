import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allRules } from '../linter/own-rules.ts';
import { rulePage } from '../linter/rule-page.ts';
import { root } from './run.ts';
import { translatedTexts } from './translations.ts';

// Writes what is made from the code and committed: the pages of all rules, and the texts to translate.
// With --check it changes nothing and fails where they are not as they should be.
const lines = allRules.map(({ id, title, severity }) => `| [\`${id}\`](${id}.md) | ${title} | ${severity} |`);
const wanted = new Map<string, string>([
  ...allRules.map(({ id }): [string, string] => [`knowledge/rules/${id}.md`, rulePage(id) ?? '']),
  [
    'knowledge/rules/README.md',
    `# Rules\n\n| rule | what is wrong | severity |\n| --- | --- | --- |\n${lines.join('\n')}\n`,
  ],
  ['l10n/bundle.l10n.json', `${JSON.stringify(translatedTexts(), null, 2)}\n`],
]);
const stale = [...wanted].filter(([path, text]) => contents(path) !== text).map(([path]) => path);
const left = globSync('knowledge/rules/**/*.md', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !wanted.has(path));

if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`${path} is not what the code says`);
  for (const path of left) console.error(`${path} is of no rule`);
  if (stale.length + left.length > 0) {
    console.error('Run `npm run generate` and commit what it writes.');
    process.exit(1);
  }
} else {
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), wanted.get(path) ?? '');
  }
  for (const path of left) rmSync(join(root, path));
  console.log(`${stale.length} files written, ${left.length} removed, ${wanted.size} in all`);
}

function contents(path: string): string | undefined {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}
