import type { Reference } from '../node/reference.ts';

/** What a command has of the process that it runs in. */
export interface Io {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Absolute, links resolved. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal, and how wide it is. */
  readonly terminal: boolean;
  readonly columns: number | undefined;
  /** Shows a line about the work until anything else is written; undefined where nobody watches. */
  readonly progress: ((line: string) => void) | undefined;
  readonly reference: Reference;
  /** Starts the language server on standard input and output; resolves once it listens. */
  readonly serve: () => Promise<void>;
}
