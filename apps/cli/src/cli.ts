import type { ApiClient } from "./api/api-client.ts";
import type { ExitCode } from "./exit-codes.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** What every command gets: the terminal, the way to the server, and the say over the exit code. */
export interface Cli {
  readonly terminal: Terminal;
  /** The folder that the command line was called in. */
  readonly cwd: string;
  /**
   * Finds the server and gives the client for it; nothing is sent yet.
   *
   * @throws CliError what `findServer` throws.
   */
  connect(): Promise<ApiClient>;
  /** Ends with another code than 0 although the command went through. */
  endWith(code: ExitCode): void;
}
