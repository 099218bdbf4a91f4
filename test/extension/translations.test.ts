import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translateCalls } from '../../src/scripts/translations.ts';

test('finds the texts of calls, whoever makes them, as the program has them', () => {
  const source = `
    l10n.t('Open');
    const label = count === 1 ? t('1 card') : t('{0} cards', count);
    window.show(
      l10n.t(
        'It\\'s {0}\\nlines long.',
        2,
      ),
    );
    \`\${t("the note's")} · \${rest}\`;
  `;
  assert.deepEqual(translateCalls(source), {
    texts: ['Open', '1 card', '{0} cards', "It's {0}\nlines long.", "the note's"],
    unreadable: [],
  });
});

test('names the line of a call whose text only the running program knows', () => {
  const source = "format('Yes');\nl10n.t(label);\nt(right ? 'Right' : 'Wrong');\nt(`{0} ${word}`);\nt('a' + b);";
  assert.deepEqual(translateCalls(source), { texts: [], unreadable: [2, 3, 4, 5] });
});
