import type { Documents, PublishedRelease, PublishRelease } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { ApiClient } from "../../api/api-client.ts";
import { appPath, checkName } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { CliError } from "../../errors.ts";
import { confirmByName } from "../../terminal/confirm.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { note, print } from "../../terminal/terminal.ts";
import { addJsonOption, addYesOption } from "../shared-options.ts";
import type { JsonOption, YesOption } from "../shared-options.ts";
import { describeDifferences, differencesBetween } from "./describe-differences.ts";
import { describeAppProblems } from "./describe-replacement.ts";
import { readDocuments, readLiveDocuments, type Replacement } from "./documents.ts";
import { bodyOf, documentsOf } from "./folder-documents.ts";
import { replaceOrTell } from "./import.ts";
import { loadFolder, shownPath } from "./load-folder.ts";

interface DeployOptions extends JsonOption, YesOption {
  readonly note?: string;
}

/** Adds `app deploy`. */
export function addDeployApp(group: Command, cli: Cli): void {
  const command = group
    .command("deploy")
    .description("make a folder's documents live: says what changes, asks, and publishes a release")
    .argument("<app>", "the app")
    .argument("<dir>", "its folder")
    .option("--note <text>", "what is new, for the release");
  addYesOption(command);
  addJsonOption(command, [
    'trunkline app deploy shop ./shop --note "Kinder reminder"',
    "trunkline app deploy shop ./shop --yes",
  ]);
  command.action(async (app: string, dir: string, options: DeployOptions) => {
    const name = checkName("an app", app);
    const folder = await loadFolder(cli, name, dir);
    const { compactDocument } = await import("@trunkline/api-contract");
    const api = await cli.connect();
    const { documents: draft, etag } = await readDocuments(api, name, "draft");
    const live = await readLiveDocuments(api, name);
    const wanted = documentsOf(folder);
    const isNeeded = await tellDifferences(cli, { live, draft, wanted });
    if (!isNeeded) {
      print(cli.terminal, `${shownPath(cli, dir)} is live already, as release ${live.release}.`);
      return;
    }
    const bodyText = bodyOf(folder, compactDocument);
    const replacement = { app: name, bodyText, etag, dryRun: false };
    await tryFirst(cli, api, replacement);
    await confirmByName(cli.terminal, options, {
      name,
      warning: `This replaces the draft of ${name} and makes it live.`,
    });
    const { etag: replaced } = await replaceOrTell(cli, api, replacement);
    await publish(cli, api, { app: name, etag: replaced, options });
  });
}

/**
 * Says what deploying changes in what is live, and whose drafts it would replace; false when the
 * folder is live already: then drafts are left alone.
 */
async function tellDifferences(
  { terminal }: Cli,
  { live, draft, wanted }: Record<"live" | "draft" | "wanted", Documents>,
): Promise<boolean> {
  const differences = await differencesBetween(live, wanted);
  if (differences.length === 0 && live.release !== null) return false;
  if (differences.length > 0) note(terminal, describeDifferences(differences));
  const replaced = await differencesBetween(draft, wanted);
  const drafts = new Set((await differencesBetween(live, draft)).map(({ file }) => file));
  const lost = replaced.filter(({ file }) => drafts.has(file)).map(({ file }) => file);
  if (lost.length > 0) {
    const files = escapeControls(lost.join(", "));
    note(terminal, `The draft has changes of its own that will be replaced: ${files}`);
  }
  return true;
}

/** Has everything checked before anybody is asked and anything changed. */
async function tryFirst(cli: Cli, api: ApiClient, replacement: Replacement): Promise<void> {
  const { value } = await replaceOrTell(cli, api, { ...replacement, dryRun: true });
  if (value.problems.length > 0) note(cli.terminal, describeAppProblems(value.problems));
  const errors = value.problems.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  throw new CliError("API_REFUSED", {
    code: "RELEASE_HAS_ERRORS",
    title: "The app has errors",
    message: "It cannot go live as it is, and nothing was changed.",
    hint: "Correct what is told above, then deploy again.",
  });
}

/** Publishes the draft that was just brought in, and nothing that anybody saved since. */
async function publish(
  cli: Cli,
  api: ApiClient,
  {
    app,
    etag,
    options,
  }: {
    readonly app: string;
    readonly etag: string | undefined;
    readonly options: DeployOptions;
  },
): Promise<void> {
  const body: PublishRelease = options.note === undefined ? {} : { note: options.note };
  const path = `${appPath(app)}/releases`;
  try {
    const request = { method: "POST", path, body, ifMatch: etag, changes: true } as const;
    const answer = await api.send<PublishedRelease>(request);
    await showAnswer(
      cli.terminal,
      options,
      answer,
      ({ number }) => `Release ${number} of ${app} is live.`,
    );
  } catch (error) {
    if (!(error instanceof CliError) || error.report.code !== "RELEASE_UNCHANGED") throw error;
    print(cli.terminal, `The draft of ${app} is replaced; what is live is the same already.`);
  }
}
