import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandSnippet } from '../../src/server/snippet-text.ts';

const cases: readonly (readonly [what: string, source: string, text: string])[] = [
  ['plain text', 'a {\n  b = 1\n}', 'a {\n  b = 1\n}'],
  ['stops without a default', 'a$1b${2}c$0', 'abc'],
  ['a default', 'name = "${1:main}"', 'name = "main"'],
  ['the first of a choice', '${1|one,two|}', 'one'],
  ['a choice with escaped marks', '${1|a\\,b\\|c,d|}', 'a,b|c'],
  ['a repeated stop', '${1:main} $1 ${1}', 'main main main'],
  ['a repeated choice', '${1|one,two|}-$1', 'one-one'],
  ['a stop repeated before its default', '$1 ${1:main}', 'main main'],
  ['a stop and letters right behind it', '${2:eu-west-1}a $2b', 'eu-west-1a eu-west-1b'],
  ['a default within a default', '${1:a ${2:b} c} $2', 'a b c b'],
  ['a stop within its own default', '${1:a $1}', 'a '],
  ['escapes', '\\${var.a} \\\\ ${1:\\}}', '${var.a} \\ }'],
  ['a backslash before anything else', '\\n \\"', '\\n \\"'],
  ['dollars and braces that are no stop', '$ {} $" ${', '$ {} $" ${'],
  ['a default without an end', '${1:open', 'open'],
];

for (const [what, source, text] of cases) {
  test(`expands ${what}`, () => assert.equal(expandSnippet(source), text));
}
