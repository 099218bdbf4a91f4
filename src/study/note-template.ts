import { cleaned, quoted } from './front-matter.ts';

/** What a new note begins with: the form of a note, to write over. */
export function noteTemplate(title: string): string {
  const name = cleaned(title);
  return `---
title: ${quoted(name)}
---

# ${name}

What this note is about, in a sentence or two.

## What to know

Text, lists, tables and code. A rule is named by its id in backticks, such as \`gcp/open-ssh\`.

## Cards

- **What does a card ask?** Its answer stands behind the question.

## Quiz

1. Which of these answers is right?
   - [ ] This one — say why it is wrong
   - [x] This one — say why it is right
   - [ ] Neither — say why it is wrong
`;
}

/** The name of a file for a note with this title, without its ending: `shared-vpc`. */
export function fileNameFor(title: string): string {
  const name = cleaned(title)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  return name || 'note';
}
