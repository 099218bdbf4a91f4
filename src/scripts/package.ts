import { steps } from './run.ts';
import { build, pack } from './tasks.ts';

await steps([build, pack]);
