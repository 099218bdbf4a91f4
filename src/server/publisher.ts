/** Hands out diagnostics of files whose findings may have changed. */
export interface Publisher {
  publish(paths: Iterable<string>): void;
  /** Forgets what the client was told of a file, which may show something else from here on. */
  forget(path: string): void;
  /** Answers requests that wait for changes, so that the client can shut down. */
  end(): void;
}
