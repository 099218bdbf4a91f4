import { apply, merge, type Progress, readProgress, type Step } from '../study/progress.ts';

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
  const progress = () => merge(readProgress(memory.get(synced)), readProgress(memory.get(local)));

  async function keep(next: Progress): Promise<void> {
    const written = [memory.update(synced, next), memory.update(local, next)];
    for (const listener of listeners) listener();
    await Promise.all(written);
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
