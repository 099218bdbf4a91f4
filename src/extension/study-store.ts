import { apply, merge, noProgress, type Progress, readProgress, type Step } from '../study/progress.ts';

/** The part of the editor's memory that is used. */
export interface SyncedMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
  setKeysForSync(keys: readonly string[]): void;
}

/** What the person has done with the study guide, kept over restarts and updates and shared between machines. */
export interface StudyStore {
  progress(): Progress;
  add(step: Step): Promise<void>;
  /** Adds all that another record knows. */
  join(other: Progress): Promise<void>;
  /** Calls `listener` after each change. */
  onDidChange(listener: () => void): void;
}

/** Settings Sync lets one machine's value take the place of another's: each machine also keeps what it knows, and joins the two. */
const synced = 'study';
const local = 'study.local';

export function createStudyStore(memory: SyncedMemory): StudyStore {
  const listeners: (() => void)[] = [];
  memory.setKeysForSync([synced]);
  let known = noProgress;
  const progress = () => {
    known = [synced, local].reduce((all, key) => merge(all, readProgress(memory.get(key))), known);
    return known;
  };

  let writing: Promise<void> | undefined;
  let isWritten = true;

  /**
   * One write at a time: the editor answers each with the value that it has stored, which takes the place of any that
   * was set meanwhile.
   */
  async function write(): Promise<void> {
    try {
      while (!isWritten) {
        isWritten = true;
        await Promise.all([memory.update(synced, known), memory.update(local, known)]);
      }
    } finally {
      writing = undefined;
    }
  }

  function keep(next: Progress): Promise<void> {
    known = next;
    isWritten = false;
    writing ??= write();
    for (const listener of listeners) listener();
    return writing ?? Promise.resolve();
  }
  return {
    progress,
    add: (step) => keep(apply(progress(), step)),
    join: (other) => keep(merge(progress(), other)),
    onDidChange: (listener) => {
      listeners.push(listener);
    },
  };
}
