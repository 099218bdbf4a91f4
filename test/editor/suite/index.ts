import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { restoreAll } from './editor.ts';

/** What became of one test. */
export interface Result {
  readonly title: string;
  readonly error?: string;
}

/** Called by VS Code's extension host. The results go to the file that GROUNDWORK_RESULTS names. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 180_000 });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  // What fails leaves nothing behind that others fail by.
  mocha.suite.afterEach(restoreAll);
  await import('./language.ts');
  await import('./findings.ts');
  await import('./fixes.ts');
  await import('./leaving.ts');
  await import('./commands.ts');
  await import('./variables.ts');
  await import('./reading.ts');
  await import('./snippets.ts');

  const results: Result[] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha
      .reporter(Quiet)
      .run(resolve)
      .on('pass', (test) => results.push({ title: test.fullTitle() }))
      .on('fail', (test, error) => results.push({ title: test.fullTitle(), error: error.stack ?? error.message }));
  });
  const file = process.env['GROUNDWORK_RESULTS'];
  if (file) writeFileSync(file, JSON.stringify(results));
  for (const { title, error } of results) console.log(error ? `failed: ${title}\n${error}` : `passed: ${title}`);
  if (failures > 0) throw new Error(`${failures} failed`);
}

/** The results are written at the end. */
class Quiet extends Mocha.reporters.Base {}
