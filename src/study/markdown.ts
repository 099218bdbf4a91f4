/** A heading with what stands under it, up to the next heading. */
export interface Section {
  readonly level: number;
  readonly title: string;
  /** The anchor that Markdown viewers give it: `## Auto mode` is `#auto-mode`. */
  readonly id: string;
  /** 1-based, like every line here. */
  readonly line: number;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly number: number;
  readonly text: string;
}

/** A fenced block: `text` without the fences and without their indentation. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** Of the first line of `text`. */
  readonly line: number;
}

export interface Link {
  readonly text: string;
  readonly target: string;
  readonly line: number;
  /** Where `target` begins in its line. */
  readonly column: number;
}

/** Something broken in a note, for the person who writes it. */
export interface Problem {
  readonly line: number;
  readonly message: string;
  /** Columns of what is broken, the second one excluded; the whole line where it is missing. */
  readonly at?: readonly [from: number, to: number] | undefined;
  /** A warning unless it says otherwise: worth knowing, or only worth offering a change. */
  readonly level?: 'warning' | 'info' | 'hint';
  readonly fix?: Fix | undefined;
}

/** A change that mends a problem. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Puts `text` in place of what lies between two places, each a line and a column in it. */
export interface Edit {
  readonly start: readonly [line: number, column: number];
  readonly end: readonly [line: number, column: number];
  readonly text: string;
}

/** Puts `text` in place of columns of one line. */
export function replace(line: number, [from, to]: readonly [number, number], text: string): Edit {
  return { start: [line, from], end: [line, to], text };
}

/** Offers the one that was meant in place of what is written; nothing where none is near. */
export function meant(line: number, at: readonly [number, number], candidate: string | undefined): Fix | undefined {
  return candidate === undefined
    ? undefined
    : { title: `Change to ${candidate}`, edits: [replace(line, at, candidate)] };
}

/** The lines of a text, cut where an editor cuts them. */
export function linesOf(text: string): Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ number: index + 1, text: line }));
}

/** Takes the fenced blocks out of `lines`; `prose` keeps the rest, a block's lines blank, so that numbers stay right. */
export function takeCode(lines: readonly Line[]): { prose: Line[]; code: CodeBlock[]; problems: Problem[] } {
  const prose: Line[] = [];
  const code: CodeBlock[] = [];
  let open: { mark: string; indent: number; language: string; line: number; text: string[] } | undefined;
  for (const line of lines) {
    const fence = fenceOf(line.text);
    if (!open && !fence) {
      prose.push(line);
      continue;
    }
    prose.push({ number: line.number, text: '' });
    if (!open && fence) {
      open = { ...fence, language: fence.info.split(/\s/)[0] ?? '', line: line.number + 1, text: [] };
    } else if (open && fence?.mark.startsWith(open.mark) && fence.info === '') {
      code.push({ language: open.language, text: open.text.map((text) => `${text}\n`).join(''), line: open.line });
      open = undefined;
    } else if (open) {
      open.text.push(line.text.slice(Math.min(open.indent, line.text.search(/\S|$/))));
    }
  }
  if (!open) return { prose, code, problems: [] };
  const { mark, line } = open;
  const last = lines.at(-1) ?? { number: line, text: '' };
  const end = [last.number, last.text.length] as const;
  const edit = { start: end, end, text: last.text === '' ? mark : `\n${mark}` };
  const problem: Problem = {
    line: line - 1,
    message: `This code block is never closed: end it with ${mark}.`,
    fix: { title: `End the code block at the end of the note`, edits: [edit] },
  };
  return { prose, code, problems: [problem] };
}

function fenceOf(text: string): { mark: string; indent: number; info: string } | undefined {
  const [, indent = '', mark = '', rest = ''] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(text) ?? [];
  const info = rest.trim();
  return mark === '' || info.includes('`') ? undefined : { mark, indent: indent.length, info };
}

/** Cuts prose at its headings; what stands before the first one is in no section. */
export function cutSections(prose: readonly Line[]): Section[] {
  const sections: (Section & { lines: Line[] })[] = [];
  const seen = new Map<string, number>();
  const taken = new Set<string>();
  for (const line of prose) {
    const [, marks = '', rest = ''] = /^(#{1,6})\s(.*)$/.exec(line.text) ?? [];
    const title = rest.trim();
    if (title === '') {
      sections.at(-1)?.lines.push(line);
      continue;
    }
    const slug = slugOf(title);
    let times = seen.get(slug) ?? 0;
    const idOf = () => (times === 0 ? slug : `${slug}-${times}`);
    while (taken.has(idOf())) times++;
    const id = idOf();
    seen.set(slug, times + 1);
    taken.add(id);
    sections.push({ level: marks.length, title, id, line: line.number, lines: [] });
  }
  return sections;
}

/** `[text](target)`, `[text](<target>)`, `<target>` and `[label]: target`. */
const linkForms = [
  /\[(?<text>[^\][]*)\]\((?<target>[^()<>\s]*)(?:\s+"[^"]*")?\)/dg,
  /\[(?<text>[^\][]*)\]\(<(?<target>[^<>]*)>(?:\s+"[^"]*")?\)/dg,
  /<(?<target>\w+:[^<>\s]+)>/dg,
  /^ {0,3}\[(?<text>[^\][]+)\]:\s+<?(?<target>[^<>\s]+)/dg,
];

/** The links and images of prose, those in code spans left out. */
export function linksOf(prose: readonly Line[]): Link[] {
  return prose.flatMap(({ number, text }) => {
    const plain = withoutCode(text);
    return linkForms.flatMap((form) =>
      [...plain.matchAll(form)].map(({ groups, indices }) => {
        const { target = '', text: label = target } = groups ?? {};
        return { text: label, target, line: number, column: indices?.groups?.['target']?.[0] ?? 0 };
      }),
    );
  });
}

/** A line with its code spans blank, so that columns stay. */
function withoutCode(text: string): string {
  return text.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length));
}

/** The anchor of a heading, as GitHub and VS Code make it. */
function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}
