import { whenNpmIsGone } from "./parent.mjs";

const asking = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Listens for what asks a script to stop. `asked` settles at the first signal, or when the npm that
 * started the script is gone; `insisted` at a later signal. One Ctrl-C under npm arrives twice,
 * from the terminal and from npm, so what follows at once is the same.
 */
export function watchStopSignals({ sameWithinMs = 500 } = {}) {
  const asked = withResolvers();
  const insisted = withResolvers();
  let firstAt = null;
  const listener = (signal) => {
    firstAt ??= Date.now();
    if (Date.now() - firstAt > sameWithinMs) insisted.resolve(signal);
    asked.resolve(signal);
  };
  for (const signal of asking) process.on(signal, listener);
  void whenNpmIsGone().then(() => asked.resolve("npm is gone"));
  return { asked: asked.promise, insisted: insisted.promise };
}

function withResolvers() {
  let resolve;
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
