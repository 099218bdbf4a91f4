import { node, steps } from './run.ts';

// `npm run fuzz -- [--runs N] [--seed N] [--target NAME] [--seconds N]`: random inputs through every layer.
await steps([{ title: 'Fuzz', run: () => node('test/fuzz/main.ts', ...process.argv.slice(2)) }]);
