// Read at once: the install and the build may outlive npm.
const parent = process.ppid;

/**
 * Settles when the npm that runs this script is gone without having said a word (kill -9): nobody
 * is left who could stop us. A script that someone started directly may outlive its shell, and
 * never settles.
 */
export function whenNpmIsGone({
  env = process.env,
  ppid = () => process.ppid,
  intervalMs = 1000,
} = {}) {
  return new Promise((resolve) => {
    if (env.npm_lifecycle_event === undefined) return;
    const timer = setInterval(() => {
      if (ppid() === parent) return;
      clearInterval(timer);
      resolve();
    }, intervalMs);
    timer.unref();
  });
}
