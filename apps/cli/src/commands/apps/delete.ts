import type { AppCounts, AppDetail } from "@trunkline/api-contract";
import type { Command } from "commander";

import { appPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { usageError } from "../../errors.ts";
import { confirmByName } from "../../terminal/confirm.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addJsonOption, addYesOption } from "../shared-options.ts";
import type { JsonOption, YesOption } from "../shared-options.ts";

interface DeleteOptions extends JsonOption, YesOption {
  readonly confirm?: string;
}

/** Adds `apps delete`. */
export function addDeleteApp(group: Command, cli: Cli): void {
  const command = group
    .command("delete")
    .description("delete an app with everything that it has")
    .argument("<name>", "the app")
    .option("--confirm <name>", "with --yes: the app's name again");
  addYesOption(command);
  addJsonOption(command, [
    "trunkline apps delete bakery",
    "trunkline apps delete bakery --yes --confirm bakery",
  ]);
  command.action(async (name: string, options: DeleteOptions) => {
    const path = appPath(name);
    if (options.yes === true && options.confirm !== name) {
      throw usageError("An app is deleted by its name.", `Add --confirm ${name}.`);
    }
    const api = await cli.connect();
    const { value } = await api.send<AppDetail>({ method: "GET", path, changes: false });
    const warning = `The app ${name} will be gone for good, with ${listed(value.counts)}.`;
    await confirmByName(cli.terminal, options, { name, warning });
    const query = { confirm: name };
    const answer = await api.send<AppDetail | null>({
      method: "DELETE",
      path,
      query,
      changes: true,
    });
    await showAnswer(cli.terminal, options, answer, (rest) =>
      rest === null
        ? `The app ${name} is deleted.`
        : `The app ${name} is being deleted; the server goes on with it.`,
    );
  });
}

/** How much of everything, in words. */
function listed(counts: AppCounts): string {
  const words: readonly [number, string, string][] = [
    [counts.flows, "flow", "flows"],
    [counts.connections, "connection", "connections"],
    [counts.profiles, "profile", "profiles"],
    [counts.releases, "release", "releases"],
    [counts.runs, "run", "runs"],
    [counts.attempts, "attempt", "attempts"],
    [counts.keptValues, "kept value", "kept values"],
    [counts.groups, "group", "groups"],
    [counts.members, "member", "members"],
  ];
  const some = words.filter(([count]) => count > 0);
  if (some.length === 0) return "nothing in it";
  return some.map(([count, one, many]) => `${count} ${count === 1 ? one : many}`).join(", ");
}
