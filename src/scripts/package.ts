import { steps } from './run.ts';
import { build, pack, vsix } from './tasks.ts';

await steps([build, pack]);
console.log(`\nPackaged: ${vsix}`);
