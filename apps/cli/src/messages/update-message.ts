import { executeCommand } from "../api/execute-command.ts";
import type { Cli } from "../cli.ts";
import { showAnswer } from "../terminal/show-answer.ts";
import { messageSheet } from "./message.ts";
import type { Message } from "./message.ts";

/** Which message to change, and where it is. */
export interface MessageUpdate {
  readonly app: string;
  readonly connection: string;
  readonly json?: boolean;
  readonly sid: string;
  /** `{ body: "" }` redacts, `{ status: "canceled" }` cancels. */
  readonly customProps: Readonly<Record<string, string>>;
}

/** Changes a message and shows it as it stands afterwards. */
export async function updateMessage(cli: Cli, update: MessageUpdate): Promise<void> {
  const { app, connection, sid, customProps } = update;
  const answer = await executeCommand<Message>(await cli.connect(), {
    app,
    connection,
    command: "updateMessage",
    data: { sid, customProps },
    changes: true,
  });
  await showAnswer(cli.terminal, update, answer, ({ data }) => messageSheet(data));
}
