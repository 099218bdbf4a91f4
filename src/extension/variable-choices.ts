import type { VariableChoice } from '../protocol/messages.ts';

/** The part of the editor's memory that is used. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** The variable files that were chosen in this workspace, by root module. */
export interface VariableChoices {
  all(): readonly VariableChoice[];
  /** Keeps the choice for a root module; no file forgets it. */
  choose(choice: VariableChoice): Promise<void>;
}

const key = 'variableFiles';

/** Choices in the memory of the workspace, which an earlier version or a person may have written. */
export function createChoices(memory: Memory): VariableChoices {
  const all = (): readonly VariableChoice[] =>
    Object.entries(Object(memory.get(key))).flatMap(([root, files]) =>
      Array.isArray(files) ? { root, files: files.filter((file) => typeof file === 'string') } : [],
    );
  return {
    all,
    async choose({ root, files }) {
      const others = all().filter((choice) => choice.root !== root);
      const next = files.length > 0 ? [...others, { root, files }] : others;
      await memory.update(key, Object.fromEntries(next.map((choice) => [choice.root, choice.files])));
    },
  };
}
