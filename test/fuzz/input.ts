/** What one run of a target is given; plain data, so that an input that failed can be kept as JSON. */
export interface Input {
  /** Files by path, relative to the workspace. */
  readonly texts: Readonly<Record<string, string>>;
  /** What is done to them in turn, for targets that look at changes. */
  readonly steps?: readonly Step[];
}

export type Step = Typed | Replaced;

/** A text typed over a stretch of an open file, whose place and length are millionths of the file's. */
export interface Typed {
  readonly file: string;
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

/** A file that something else writes, or deletes. */
interface Replaced {
  readonly file: string;
  readonly whole: string | null;
}
