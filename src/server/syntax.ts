/** What the reference parser says of texts in which ours finds errors of syntax. */
export interface Verdicts {
  /**
   * Whether the errors of a file with this text are to be shown. Where the answer is not known yet the reference is asked,
   * and until it answers, what it last said of the file holds: nothing flickers while someone types.
   */
  shown(path: string, text: string): boolean;
  /** Says that a file has no errors now, so that the next one is asked about before it is shown. */
  sound(path: string): void;
  /** Resolves when no question is open. */
  settled(): Promise<void>;
}

/** As many texts as are remembered with their answers. */
const remembered = 64;

/**
 * `accepts` asks the reference, undefined where there is none: then our parser is trusted.
 * `onNews` is told of each file whose errors are now to be shown or hidden.
 */
export function createVerdicts(
  accepts: ((text: string) => Promise<boolean | undefined>) | undefined,
  onNews: (path: string) => void,
): Verdicts {
  const answers = new Map<string, boolean>();
  const last = new Map<string, boolean>();
  /** By file, the text to be asked about as soon as the question under way is answered. */
  const asking = new Map<string, string>();
  const open = new Set<Promise<void>>();

  async function ask(path: string, ask: (text: string) => Promise<boolean | undefined>): Promise<void> {
    for (let text = asking.get(path); text !== undefined; ) {
      // A reference that cannot say leaves the word to our parser.
      const rejected = answers.get(text) ?? (await ask(text).catch(() => undefined)) !== true;
      answers.set(text, rejected);
      const oldest = answers.keys().next().value;
      if (answers.size > remembered && oldest !== undefined) answers.delete(oldest);
      const next = asking.get(path);
      if (next !== text) {
        text = next;
        continue;
      }
      asking.delete(path);
      if ((last.get(path) ?? false) !== rejected) {
        last.set(path, rejected);
        onNews(path);
      }
      return;
    }
  }

  return {
    shown(path, text) {
      if (!accepts || path.endsWith('.json')) return true;
      const answer = answers.get(text);
      if (answer !== undefined) {
        asking.delete(path);
        last.set(path, answer);
        return answer;
      }
      const busy = asking.has(path);
      asking.set(path, text);
      if (!busy) {
        const question = ask(path, accepts).finally(() => open.delete(question));
        open.add(question);
      }
      return last.get(path) ?? false;
    },
    sound(path) {
      last.delete(path);
      asking.delete(path);
    },
    async settled() {
      while (open.size > 0) await Promise.all(open);
    },
  };
}
