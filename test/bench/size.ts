import { statSync } from 'node:fs';
import { join } from 'node:path';
import { browser } from '../../src/scripts/code-server.ts';
import { root } from '../../src/scripts/run.ts';
import { vsix } from '../../src/scripts/tasks.ts';
import { openEditor } from '../editor/harness.ts';
import { median, print, progress } from './measure.ts';

// What the extension costs whoever has it: its size, and the time that its activation takes, as VS Code itself says.

const runs = 5;

function kilobytes(name: string): string {
  return `${(statSync(join(root, 'dist', name)).size / 1000).toFixed(0)} kB`;
}

async function activation(): Promise<number> {
  const editor = await openEditor(join(root, 'test', 'sample'));
  try {
    await editor.run('Developer: Show Running Extensions');
    const line = editor.page.locator('.runtime-extensions-editor .extension', { hasText: 'Groundwork' });
    // 'Startup Activation: 12ms': reading the code, and the call that starts the extension.
    const shown = line.locator('.activation-time', { hasText: /\d+ms/ });
    await shown.waitFor();
    return Number(/(\d+)ms/.exec((await shown.textContent()) ?? '')?.[1]);
  } finally {
    await editor.close();
  }
}

print({ what: 'Package', measured: `${(statSync(vsix).size / 1e6).toFixed(2)} MB`, budget: '< 2 MB', runs: 1 });
print({
  what: 'Code that is read at activation',
  measured: `${kilobytes('extension.cjs')}, then ${kilobytes('client.cjs')} for the language client`,
  budget: '< 400 kB',
  runs: 1,
});
if (browser() === undefined) progress('no browser: activation is not measured');
else {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    progress(`starting VS Code, ${i + 1} of ${runs}`);
    times.push(await activation());
  }
  print({ what: 'Activation in VS Code', measured: `${median(times)} ms`, budget: '< 50 ms', runs });
}
