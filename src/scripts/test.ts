import { browser } from './code-server.ts';
import { steps } from './run.ts';
import { build, editor, generated, lint, pack, types, unit, unused, vulnerabilities } from './tasks.ts';

await steps([build, types, lint, unused, generated, unit, vulnerabilities, pack]);

if (browser()) await steps([editor]);
else {
  console.error(
    '\nNo Chrome or Chromium was found and none could be installed, so the editor tests are left out.\n' +
      'Install one, or name it in GROUNDWORK_BROWSER; `npm run test:desktop` runs the same tests in a desktop VS Code.',
  );
  if (process.env['CI'] === 'true') process.exit(1);
}
console.log('\nAll tests passed.');
