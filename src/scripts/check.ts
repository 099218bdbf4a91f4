import { steps } from './run.ts';
import { build, generated, lint, types, unit, unused } from './tasks.ts';

// The bundles come first because tests run the command line and the server from them.
await steps([build, types, lint, unused, generated, unit]);
console.log('\nAll is well. `npm test` also runs the tests in a real editor.');
