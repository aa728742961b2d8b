import type { Flow, FlowVersionDocument } from "@trunkline/api-contract";
import type { Command } from "commander";

import { flowPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { usageError } from "../../errors.ts";
import { escapeControlsInJson } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderSheet } from "../../terminal/table.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";

interface ShowOptions extends AppOptions {
  readonly at?: string;
  readonly file?: boolean;
}

type Shown = Flow | FlowVersionDocument;

/** Adds `flows show`. */
export function addShowFlow(group: Command, cli: Cli): void {
  const command = group
    .command("show")
    .description("show a flow's draft, or one of its kept versions")
    .argument("<name>", "the flow's name")
    .option("--at <version>", "a kept version instead of the draft")
    .option("--file", "print it as a flow file, fit for `flows put`");
  addAppOptions(command, [
    "trunkline flows show order-update",
    "trunkline flows show order-update --at 3 --file > order-update.json",
  ]);
  command.action(async (name: string, options: ShowOptions) => {
    const path = flowPath(options.app, name) + versionPart(options.at);
    const api = await cli.connect();
    const answer = await api.send<Shown>({ method: "GET", path, changes: false });
    await showAnswer(cli.terminal, options, answer, options.file === true ? asFile : asSheet);
  });
}

function versionPart(version: string | undefined): string {
  if (version === undefined) return "";
  if (/^[1-9]\d{0,8}$/.test(version)) return `/versions/${version}`;
  throw usageError("--at takes the number of a version.", "Such as --at 3.");
}

function asFile({ name, kind, settings, workspace }: Shown): string {
  return escapeControlsInJson(JSON.stringify({ name, kind, settings, workspace }, null, 2));
}

async function asSheet(shown: Shown): Promise<string> {
  const { name, kind, version, settings } = shown;
  const common = [
    ["flow", name],
    ["kind", kind],
    ["version", version],
  ] as const;
  if (!("liveVersion" in shown)) {
    return renderSheet([
      ...common,
      ["saved", shown.savedAt],
      ["settings", JSON.stringify(settings)],
    ]);
  }
  return renderSheet([
    ...common,
    ["live version", shown.liveVersion],
    ["signing secret", shown.hasSigningSecret ? "set" : null],
    ["updated", shown.updatedAt],
    ["published", shown.publishedAt],
    ["settings", JSON.stringify(settings)],
  ]);
}
