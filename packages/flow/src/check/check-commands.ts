import { literalText } from "../catalogue/pickers/literal-text.ts";
import { fieldText } from "../run/block-json.ts";
import type { FlowView } from "./flow-view.ts";
import { shown, suggestion } from "./names.ts";
import type { CommandView, ConnectionView } from "./problem.ts";
import type { Finding, Report } from "./report.ts";
import type { StandingBlock } from "./standing-block.ts";

const commandBlock = "trunkline_execute_connection_command";

/**
 * Whether connections and commands that are named in the flow exist and may run in this kind of
 * flow. What is only known when a Cloud Flow runs is left to the server.
 */
export function checkCommands(at: StandingBlock, view: FlowView, report: Report): void {
  if (at.block.type === commandBlock) checkCommandBlock(at, view, report);
  else if (at.block.type === "trunkline_connection_name") checkPicker(at, view, report);
}

function checkCommandBlock(at: StandingBlock, view: FlowView, report: Report): void {
  const connectionName = literalText(at.block, "CONNECTION");
  const commandId = literalText(at.block, "COMMAND");
  if (view.kind === "page") requireLiterals(at, { connectionName, commandId }, report);
  const { connections } = view.app;
  if (connections === null || connectionName === null) return;
  const connection = connections.find(({ name }) => name === connectionName);
  if (connection === undefined) {
    report.atBlock(at.place, unknownConnection(connectionName, connections), ".inputs.CONNECTION");
  } else if (commandId !== null) {
    const finding = commandFault(connection, commandId, view);
    if (finding !== null) report.atBlock(at.place, finding, ".inputs.COMMAND");
  }
}

/** A picker elsewhere than in a command block, which reports its own. */
function checkPicker(at: StandingBlock, view: FlowView, report: Report): void {
  const isReported = at.parent?.block.type === commandBlock && at.place.input === "CONNECTION";
  const { connections } = view.app;
  if (isReported || connections === null) return;
  const chosen = fieldText(at.block, "CONNECTION");
  if (connections.some(({ name }) => name === chosen)) return;
  report.atBlock(at.place, unknownConnection(chosen, connections), ".fields.CONNECTION");
}

interface Literals {
  readonly connectionName: string | null;
  readonly commandId: string | null;
}

function requireLiterals(
  { block, valueInputs, place }: StandingBlock,
  { connectionName, commandId }: Literals,
  report: Report,
): void {
  const isPlugged = (input: string) =>
    Object.hasOwn(valueInputs, input) && Object.hasOwn(block.inputs ?? {}, input);
  if (connectionName === null && isPlugged("CONNECTION")) {
    report.atBlock(place, notLiteral("CONNECTION", "connection"), ".inputs.CONNECTION");
  }
  if (commandId === null && isPlugged("COMMAND")) {
    report.atBlock(place, notLiteral("COMMAND", "command"), ".inputs.COMMAND");
  }
}

function commandFault(
  { name, service, commands }: ConnectionView,
  commandId: string,
  { kind }: FlowView,
): Finding | null {
  const command = commands.find(({ id }) => id === commandId);
  if (command === undefined) return unknownCommand(name, commandId, commands);
  const side = kind === "page" ? "page" : "cloud";
  if (command.runsIn.includes(side)) return null;
  return side === "page" ? notOnPages(command, service) : notInCloud(command, service);
}

function unknownConnection(name: string, connections: readonly ConnectionView[]): Finding {
  const known = connections.map((connection) => connection.name);
  const others = known.length === 0 ? "The app has no connections yet." : listed("It has", known);
  return {
    code: "CONNECTION_UNKNOWN",
    message: name === "" ? "No connection is chosen." : `The app has no connection ${shown(name)}.`,
    hint: suggestion(name, known, others),
  };
}

function unknownCommand(connection: string, id: string, commands: readonly CommandView[]): Finding {
  const known = commands.map((command) => command.id);
  return {
    code: "COMMAND_UNKNOWN",
    message:
      id === ""
        ? "No command is chosen."
        : `The connection ${shown(connection)} has no command ${shown(id)}.`,
    hint: suggestion(id, known, listed("It has", known)),
  };
}

function listed(start: string, names: readonly string[]): string {
  const some = names.slice(0, 12).map(shown).join(", ");
  return `${start} ${some}${names.length > 12 ? " and more" : ""}.`;
}

function notOnPages({ id }: CommandView, service: string): Finding {
  return {
    code: "COMMAND_NOT_ON_PAGES",
    message: `The command ${shown(id)} of ${service} runs on the server only, and this is a Page Flow.`,
    hint: "Run it in a Web Hook, and call that Web Hook from the page.",
  };
}

function notInCloud({ id }: CommandView, service: string): Finding {
  return {
    code: "COMMAND_NOT_IN_CLOUD",
    message: `The command ${shown(id)} of ${service} runs on pages only, and this is a Cloud Flow.`,
    hint: "Run it in a Page Flow.",
  };
}

function notLiteral(input: "CONNECTION" | "COMMAND", what: string): Finding {
  return {
    code: `${input}_NOT_LITERAL`,
    message: `In a Page Flow the ${what} must be known before the flow runs.`,
    hint: `Plug a text, or the block that lists them, straight into ${input}.`,
  };
}
