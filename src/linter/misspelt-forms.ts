import type { CommentFault, Form } from './directive.ts';

interface Misspelling {
  /** What stands where the form should; where it is spelt right, `right` gives the same text. */
  readonly pattern: RegExp;
  readonly right: (match: RegExpExecArray) => string | undefined;
}

/** What begins the id of a check, so that prose about a tool is not taken for a suppression. */
const trivyId = String.raw`(?=\*|(?:AVD-)?[A-Z]{3,}-\d|[A-Z]{3}\d{3}\b|(?:aws|azure|google|digitalocean|github|general|kubernetes)-[a-z])`;

const misspellings: readonly Misspelling[] = [
  {
    pattern: /(checkov|bridgecrew|cortex)[\s:._-]{1,3}(?:skip|ignore|disable|suppress)\s?[=:\s]{1,3}(?=CKV|BC_)/gi,
    right: ([text, tool = '']) => (/^\w+:skip= *$/.test(text) ? undefined : `${tool.toLowerCase()}:skip=`),
  },
  {
    pattern: new RegExp(String.raw`(trivy|tfsec)[\s:._-]{1,3}(?:ignore|skip|disable)\s?[=:\s]{1,3}${trivyId}`, 'gi'),
    right: ([text, tool = '']) => (/^\w+:ignore:$/.test(text) ? undefined : `${tool.toLowerCase()}:ignore:`),
  },
  {
    pattern: /(?<=(?:^|\n)[\s*#/]*)tflint[\s:._-]{1,3}ignore([-_]file)?\s?[:=\s]{1,3}(?=all\b|[a-z0-9]+_[a-z])/gi,
    right: ([text, file]) => {
      const right = `tflint-ignore${file ? '-file' : ''}: `;
      return text.startsWith(right) ? undefined : right;
    },
  },
  {
    pattern:
      /(?<=^[\s*#/]*)kics[-_:.\s]?scan[\s:_=-]{1,3}(ignore|enable|disable)(?:[\s_-]?(line|block)\b)?(?:\s?[:=]\s?(?=[\da-f]{8}-))?/gi,
    right: ([text, verb = '', part]) => {
      const word = verb.toLowerCase();
      const right = `kics-scan ${word}${word !== 'ignore' ? '=' : part ? `-${part.toLowerCase()}` : ''}`;
      return text === right || (word !== 'ignore' && !/[:=]\s?$/.test(text)) ? undefined : right;
    },
  },
  {
    pattern: /^(?:#|\/\/)\s*ts[:._-](skip|minseverity|maxseverity)\s?[=:\s]\s?(?=[A-Za-z])/gi,
    right: ([text, word = '']) => {
      const right = `#ts:${word.toLowerCase()}=`;
      return text.startsWith(right) ? undefined : right;
    },
  },
];

/** checkov has no word for all of its checks, although people write one. */
const everyCheck: Form = {
  pattern: /(?<=(?:checkov|bridgecrew|cortex):skip= *)(?:all(?![\w-])|\*)/gi,
  *read({ 0: word, index }) {
    const message = `checkov has no "${word}": name each check, as in checkov:skip=CKV_AWS_20,CKV_AWS_57.`;
    yield { start: index, end: index + word.length, message };
  },
};

const respelt: readonly Form[] = misspellings.map(({ pattern, right }) => ({
  pattern,
  *read(match): Iterable<CommentFault> {
    const meant = right(match);
    if (meant === undefined) return;
    const end = match.index + match[0].length;
    const [id = ''] = /[=: ]$/.test(meant) ? (/^[\w.*-]+/.exec(match.input.slice(end)) ?? []) : [];
    const message = `This suppresses nothing. Write it as ${meant}${id}.`;
    yield { start: match.index, end, message, right: meant };
  },
}));

/** Forms of other tools that those tools do not understand, each with what was meant where that is known. */
export const misspeltForms: readonly Form[] = [...respelt, everyCheck];
