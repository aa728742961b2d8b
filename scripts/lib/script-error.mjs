/** A failure that people can act on: its message is shown alone, without a stack. */
export class ScriptError extends Error {
  name = "ScriptError";

  constructor(message, { exitCode = 1, cause } = {}) {
    super(message, { cause });
    this.exitCode = exitCode;
  }
}
