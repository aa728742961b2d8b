import type { VaultRotation } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderSheet } from "../../terminal/table.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";

/** Adds `vault rotate`. */
export function addRotateVault(group: Command, cli: Cli): void {
  const command = group
    .command("rotate")
    .description("put everything that is sealed under the newest master key; may be repeated");
  addJsonOption(command, ["trunkline vault rotate"]);
  command.action(async (options: JsonOption) => {
    const api = await cli.connect();
    const path = "/api/vault/rotate";
    const answer = await api.send<VaultRotation>({ method: "POST", path, changes: true });
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

async function describe({ masterKeyId, rewrapped, notice }: VaultRotation): Promise<string> {
  return renderSheet([
    ["Master key", masterKeyId],
    ["Data keys rewrapped", rewrapped],
    ["Notice", notice],
  ]);
}
