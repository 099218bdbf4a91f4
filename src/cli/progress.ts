/** Says how far the work is; the text is asked for only where it is shown. */
export type Progress = (text: () => string) => void;

/** Milliseconds since the process started before work is long enough for a word about it. */
const patience = 1000;
/** Milliseconds between two lines. */
const interval = 100;

/** Gives `show` a line now and then once the run takes long. `now` is in milliseconds since the process started. */
export function createProgress(show: (line: string) => void, now: () => number = () => performance.now()): Progress {
  let next = patience;
  return (text) => {
    if (now() < next) return;
    next = now() + interval;
    show(text());
  };
}
