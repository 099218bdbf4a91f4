import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allRules } from '../linter/own-rules.ts';
import { rulePage } from '../linter/rule-page.ts';
import { root } from './run.ts';

// Writes the pages of all rules into knowledge/rules/; with --check it changes nothing and fails where they are not as they should be.
const folder = join(root, 'knowledge', 'rules');
const pages = new Map<string, string>(allRules.map(({ id }) => [`${id}.md`, rulePage(id) ?? '']));
const lines = allRules.map(({ id, title, severity }) => `| [\`${id}\`](${id}.md) | ${title} | ${severity} |`);
pages.set('README.md', `# Rules\n\n| rule | what is wrong | severity |\n| --- | --- | --- |\n${lines.join('\n')}\n`);

const present = new Map(markdownFiles().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
const stale = [...pages].filter(([path, text]) => present.get(path) !== text).map(([path]) => path);
const left = [...present.keys()].filter((path) => !pages.has(path));

if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`knowledge/rules/${path} is not what the rule says`);
  for (const path of left) console.error(`knowledge/rules/${path} is of no rule`);
  if (stale.length + left.length > 0) {
    console.error('Run `npm run generate` and commit what it writes.');
    process.exit(1);
  }
} else {
  for (const path of stale) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), pages.get(path) ?? '');
  }
  for (const path of left) rmSync(join(folder, path));
  console.log(`knowledge/rules: ${stale.length} written, ${left.length} removed, ${pages.size} in all`);
}

function markdownFiles(): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md'));
}
