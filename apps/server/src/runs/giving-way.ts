/**
 * How long nobody works after a run has given way. It is enough for the database to answer others,
 * who would otherwise wait for a whole slice at each of their questions.
 */
const restMs = 1;
const waiting: (() => void)[] = [];
let isScheduled = false;

/**
 * Lets everything else in this thread go on. Of all runs that wait here one goes on at a time, and
 * requests and answers come in between: ten endless loops hold others up no longer than one does.
 */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    schedule();
  });
}

function schedule(): void {
  if (isScheduled || waiting.length === 0) return;
  isScheduled = true;
  setTimeout(letOneGoOn, restMs);
}

function letOneGoOn(): void {
  isScheduled = false;
  waiting.shift()?.();
  schedule();
}
