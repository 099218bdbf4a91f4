import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover } from 'vscode-languageserver-protocol/node';
import { startClient } from './client.ts';

const main = 'file:///work/main.tf';

/** What a hover over the first `words` of a file says; null where it says nothing. */
async function hover(files: Record<string, string>, words: string, uri = main, chosen: readonly string[] = []) {
  const client = await startClient({
    files,
    initializationOptions: { variableFiles: [{ root: 'file:///work', files: chosen }] },
  });
  const text = files[uri.replace('file://', '')] ?? '';
  await client.open(uri, text);
  const before = text.slice(0, text.indexOf(words)).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const result = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
    textDocument: { uri },
    position,
  });
  await client.stop();
  return result && { text: (result.contents as { value: string }).value, range: result.range };
}

const declared = 'variable "net" {\n  default = { cidr = "10.0.0.0/8", size = 3 }\n}\n';

test('a variable shows its value and the file that gives it, which is the chosen one', async () => {
  const files = {
    '/work/main.tf': 'output "o" {\n  value = var.region\n}\n',
    '/work/variables.tf': 'variable "region" {\n  default = "here"\n}\n',
    '/work/prod.tfvars': '\nregion = "there"\n',
  };
  const found = await hover(files, 'region');
  assert.equal(found?.text, '`var.region` <- [variables.tf:2](file:///work/variables.tf#L2) = `"here"`');
  assert.deepEqual(found?.range, { start: { line: 1, character: 10 }, end: { line: 1, character: 20 } });
  const chosen = await hover(files, 'var.region', main, ['file:///work/prod.tfvars']);
  assert.equal(chosen?.text, '`var.region` <- [prod.tfvars:2](file:///work/prod.tfvars#L2) = `"there"`');
});

test('an attribute of a variable shows its own value, by way of the locals before it', async () => {
  const files = { '/work/main.tf': `output "o" {\n  value = local.n.cidr\n}\nlocals {\n  n = var.net\n}\n${declared}` };
  assert.equal(
    (await hover(files, 'cidr'))?.text,
    '`local.n.cidr <- var.net` <- [main.tf:8](file:///work/main.tf#L8) = `"10.0.0.0/8"`',
  );
  assert.match((await hover(files, 'n.cidr'))?.text ?? '', /= `\{ cidr = "10\.0\.0\.0\/8", size = 3 \}`$/);
});

test('a variable without a value says so, and one that the provider decides says nothing', async () => {
  const files = {
    '/work/main.tf':
      'locals {\n  a = var.x\n  b = aws_vpc.v.id\n  c = local.b\n}\nvariable "x" {}\nresource "aws_vpc" "v" {}\n' +
      'output "o" {\n  value = [local.a, local.c]\n}\n',
  };
  assert.equal(
    (await hover(files, 'var.x'))?.text,
    '`var.x` has no value: give it one by a default or a variable file',
  );
  assert.equal(await hover(files, 'local.b'), null);
  assert.equal(await hover(files, 'aws_vpc.v.id'), null);
  assert.equal(await hover(files, 'c = local.b'), null);
});

test('a sensitive value is not shown', async () => {
  const files = {
    '/work/main.tf': 'locals {\n  a = var.x\n}\nvariable "x" {\n  sensitive = true\n  default = "secret"\n}\n',
  };
  const { text = '' } = (await hover(files, 'var.x')) ?? {};
  assert.match(text, /^`var\.x` <- .* = `\(sensitive\)`$/);
  assert.doesNotMatch(text, /secret/);
});

test('a module that is called several times shows the value of each call', async () => {
  const call = (name: string, value: string) => `module "${name}" {\n  source = "../m"\n  x      = ${value}\n}\n`;
  const files = {
    '/work/a/main.tf': `${call('one', '1')}${call('two', '2')}`,
    '/work/b/main.tf': call('one', '3'),
    '/work/m/main.tf': 'variable "x" {}\noutput "o" {\n  value = var.x\n}\n',
  };
  const lines = (await hover(files, 'var.x', 'file:///work/m/main.tf'))?.text.split('\n\n');
  assert.deepEqual(lines, [
    '`var.x` <- [a/main.tf:3](file:///work/a/main.tf#L3) = `1` in `a module.one`',
    '`var.x` <- [a/main.tf:7](file:///work/a/main.tf#L7) = `2` in `a module.two`',
    '`var.x` <- [b/main.tf:3](file:///work/b/main.tf#L3) = `3` in `b module.one`',
  ]);
});
