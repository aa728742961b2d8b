import type { ReleaseDetail } from "@trunkline/api-contract";
import type { Command } from "commander";

import { releasePath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderSheet, renderTable } from "../../terminal/table.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";
import { describeChanges } from "./describe-release.ts";

/** Adds `releases show`. */
export function addShowRelease(group: Command, cli: Cli): void {
  const command = group
    .command("show")
    .description("show a release: what was different in it, and its documents' versions")
    .argument("<number>", "the release's number");
  addAppOptions(command, ["trunkline releases show 3 --app shop"]);
  command.action(async (number: string, options: AppOptions) => {
    const path = releasePath(options.app, number);
    const api = await cli.connect();
    const answer = await api.send<ReleaseDetail>({ method: "GET", path, changes: false });
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

async function describe(release: ReleaseDetail): Promise<string> {
  const { number, isLive, createdAt, author, note, changes, flows, connections } = release;
  const sheet = await renderSheet([
    ["Release", isLive ? `${number} (live)` : number],
    ["Made", createdAt],
    ["By", author],
    ["Note", note === "" ? null : note],
  ]);
  const rows = [
    ...flows.map(({ name, kind, version }) => [name, kind, version]),
    ...connections.map(({ name, service, profile, version }) => [
      name,
      `${service} connection by ${profile}`,
      version,
    ]),
  ];
  const table = await renderTable(["DOCUMENT", "KIND", "VERSION"], rows);
  return [sheet, describeChanges(changes), table].filter((part) => part !== "").join("\n\n");
}
