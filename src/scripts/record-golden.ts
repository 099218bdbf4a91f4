import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Asks `terraform console` (1.11, in the PATH) for the value of each line of test/golden/expressions.txt and writes its
 * answers to test/golden/answers.json. What was answered before is kept; `--all` asks for everything again.
 * Expressions see the module in test/golden/files. The console stops at the first error and prints only its last result, so each has a process of its own.
 */

interface Answer {
  readonly expression: string;
  readonly result?: string;
  readonly error?: true;
}

const folder = join(import.meta.dirname, '../../test/golden');
const answersFile = join(folder, 'answers.json');

/** The expressions of the list, without comments and blank lines. */
function expressions(): string[] {
  const lines = readFileSync(join(folder, 'expressions.txt'), 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

function earlierAnswers(): Map<string, Answer> {
  if (process.argv.includes('--all')) return new Map();
  try {
    const answers: Answer[] = JSON.parse(readFileSync(answersFile, 'utf8'));
    return new Map(answers.map((answer) => [answer.expression, answer]));
  } catch {
    return new Map();
  }
}

function ask(expression: string, directory: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const environment = { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_ARGS: '' };
    const options = { cwd: directory, env: environment, maxBuffer: 2 ** 26 };
    const child = execFile('terraform', ['console', '-no-color'], options, (error, stdout, stderr) => {
      if (!error) resolve({ expression, result: stdout.replace(/\n$/, '') });
      else if (stderr.includes('<console-input>')) resolve({ expression, error: true });
      else reject(new Error(`terraform console did not answer ${expression}: ${stderr.slice(0, 2000)}`));
    });
    child.stdin?.end(`${expression}\n`);
  });
}

async function record(): Promise<void> {
  const known = earlierAnswers();
  const wanted = [...new Set(expressions())];
  const queue = wanted.filter((expression) => !known.has(expression));
  // A console locks its directory.
  const work = async (): Promise<void> => {
    const directory = mkdtempSync(join(tmpdir(), 'golden-'));
    cpSync(join(folder, 'files'), directory, { recursive: true });
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift())
        known.set(next, await ask(next, directory));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const answers = wanted.flatMap((expression) => known.get(expression) ?? []);
  writeFileSync(answersFile, `[\n${answers.map((answer) => JSON.stringify(answer)).join(',\n')}\n]\n`);
  const errors = answers.filter((answer) => answer.error).length;
  console.log(`${answers.length} answers, ${errors} of them errors`);
}

await record();
