import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allSnippets } from '../server/snippets.ts';
import { root } from './run.ts';

// Records in test/snippets-formatted.json that `terraform fmt` (in the PATH) leaves each snippet as it is, for tests where
// Terraform is not installed. A snippet that it would change is named, and nothing is written.
const snippets = await allSnippets();
const faulty = snippets.filter(({ text }) => {
  const { status, stdout } = spawnSync('terraform', ['fmt', '-'], { input: text, encoding: 'utf8' });
  return status !== 0 || stdout !== text;
});

for (const { prefixes } of faulty) console.error(`${prefixes[0]} is not as terraform fmt writes it`);
if (faulty.length > 0) process.exit(1);

const hashes = snippets.map(({ prefixes: [prefix = ''], text }) => {
  return [prefix, createHash('sha256').update(text).digest('hex')] as const;
});
const path = join(root, 'test', 'snippets-formatted.json');
writeFileSync(path, `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
console.log(`${hashes.length} snippets recorded`);
