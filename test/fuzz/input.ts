/** What one run of a target is given; plain data, so that an input that failed can be kept as JSON. */
export interface Input {
  /** Files by path, relative to the workspace. */
  readonly texts: Readonly<Record<string, string>>;
  /** What is done to them in turn, for targets that look at changes. */
  readonly steps?: readonly Step[];
}

/** A text typed over a stretch of a file, both ends as parts of a million of its length; or a file deleted or made. */
export type Step =
  | { readonly file: string; readonly from: number; readonly length: number; readonly text: string }
  | { readonly file: string; readonly whole: string | null };
