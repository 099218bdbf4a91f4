import { globSync } from 'node:fs';
import { node, root, steps } from './run.ts';
import { build } from './tasks.ts';

// `npm run bench`: prints what each file of test/bench measures, and asserts nothing.
const files = globSync('test/bench/*.ts', { cwd: root }).sort();
await steps([build, ...files.map((file) => ({ title: file, run: () => node(file) }))]);
