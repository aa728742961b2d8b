import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";

/** Connection Name: one of the app's connections, chosen from a list. */
const connectionName = defineBlock({
  type: "trunkline_connection_name",
  category: "connections",
  shape: "output",
  tooltip: "The name of one of the app's connections.",
  lines: ["connection %CONNECTION"],
  fields: { CONNECTION: { kind: "connections" } },
  gives: ["text"],
  behaviour: computes(({ field }) => {
    const name = field("CONNECTION");
    return () => name;
  }),
});

/** Command Name: one of the commands of the app's connections, chosen from a list. */
const commandName = defineBlock({
  type: "trunkline_command_name",
  category: "connections",
  shape: "output",
  tooltip: "The id of a command that one of the app's connections has.",
  lines: ["command %COMMAND"],
  fields: { COMMAND: { kind: "commands" } },
  gives: ["text"],
  behaviour: computes(({ field }) => {
    const id = field("COMMAND");
    return () => id;
  }),
});

/** Outputs that give a name out of a list of what the app has. */
export const pickers = [connectionName, commandName] as const;
