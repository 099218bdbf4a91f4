import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../src/hcl/edits.ts';
import { setRuleLevel } from '../../src/linter/configuration-edits.ts';

const cases: readonly (readonly [string, string, string | undefined])[] = [
  ['an empty file', ' \n', '{\n  "rules": {\n    "a/b": "off"\n  }\n}\n'],
  ['an empty object', '{}', '{\n  "rules": {\n    "a/b": "off"\n  }\n}'],
  [
    'other keys',
    '{\n  "preset": "all" // why\n}\n',
    '{\n  "rules": {\n    "a/b": "off"\n  },\n  "preset": "all" // why\n}\n',
  ],
  [
    'other rules',
    '{\n\t"rules": {\n\t\t"c/d": "info"\n\t}\n}\n',
    '{\n\t"rules": {\n\t\t"c/d": "info",\n\t\t"a/b": "off"\n\t}\n}\n',
  ],
  ['the rule', '{ "rules": { "a/b": "info" } } // end', '{ "rules": { "a/b": "off" } } // end'],
  [
    'a comma behind the last rule',
    '{\n  "rules": {\n    "c/d": "info",\n  },\n}\n',
    '{\n  "rules": {\n    "c/d": "info",\n    "a/b": "off",\n  },\n}\n',
  ],
  [
    'a file whose last key is followed by a comma',
    '{\n  "preset": "all",\n}\n',
    '{\n  "preset": "all",\n  "rules": {\n    "a/b": "off"\n  },\n}\n',
  ],
  ['a broken file', '{ "rules": ', undefined],
  ['a list', '[]', undefined],
];

for (const [what, before, after] of cases) {
  test(`a level is written into ${what}`, () => {
    const edits = setRuleLevel(before, 'a/b', 'off');
    assert.equal(edits && applyEdits(before, edits), after);
  });
}
