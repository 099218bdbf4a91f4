import { steps } from './run.ts';
import { build } from './tasks.ts';

await steps([build]);
