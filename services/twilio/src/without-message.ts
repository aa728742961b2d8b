/** Keeps where an error came from and drops its text, which could hold anything. */
export function withoutMessage(error: unknown): Error {
  if (!(error instanceof Error)) return new Error("not an error");
  const bare = new Error(error.name);
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line));
  bare.stack = [error.name, ...frames].join("\n");
  return bare;
}
