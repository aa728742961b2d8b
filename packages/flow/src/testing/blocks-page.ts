import { fileURLToPath } from "node:url";

import { categories, type Category } from "../catalogue/categories.ts";
import type { BlockDeclaration, ValueInput } from "../catalogue/define-block.ts";
import { catalogue } from "../catalogue/index.ts";
import type { FlowKind } from "../document/flow.ts";

/** Where the page lies. */
export const blocksPagePath = fileURLToPath(new URL("../../../../docs/blocks.md", import.meta.url));

const kindWords: Readonly<Record<FlowKind, string>> = {
  "web-hook": "Web Hook",
  "background-task": "Background Task",
  page: "Page Flow",
};

/** The page of the documentation that lists every block, in Markdown, out of the catalogue. */
export function blocksPage(): string {
  const names = Object.keys(categories) as Category[];
  return [
    "# Blocks",
    "",
    "Made out of the catalogue by `npm run docs -w packages/flow`; a test notices when it is out of date.",
    "",
    "A block stands in all kinds of flow where none is named. Inputs with an exclamation mark must not be empty. Fields are set on the block itself; stacks hang inside of it.",
    ...names.flatMap(sectionOf),
    "",
  ].join("\n");
}

function sectionOf(category: Category): string[] {
  const blocks = catalogue.filter((block) => block.category === category);
  if (blocks.length === 0) return [];
  const head = ["block", "shape", "inputs", "fields", "stacks", "gives", "in", "what it does"];
  const rows = [head, head.map(() => "---"), ...blocks.map(rowOf)];
  const table = rows.map((cells) => `| ${cells.join(" | ")} |`);
  return ["", `## ${categories[category].title}`, "", ...table];
}

function rowOf(block: BlockDeclaration): string[] {
  const { inputs = {}, fields = {}, statements = [], runsIn = [] } = block;
  const hasMore = block.dynamicInputs !== undefined;
  const inputNames = Object.entries(inputs).map(inputInWords);
  return [
    `\`${block.type}\``,
    block.shape,
    [...inputNames, ...(hasMore ? ["and as it is set up"] : [])].join(", "),
    Object.keys(fields).map(code).join(", "),
    statements.map(code).join(", "),
    block.shape === "output" ? (block.gives ?? ["any"]).join(" or ") : "",
    runsIn.map((kind) => kindWords[kind]).join(", "),
    block.tooltip.replaceAll("|", String.raw`\|`),
  ];
}

function inputInWords([name, { accepts, required }]: readonly [string, ValueInput]): string {
  const types = accepts === undefined ? "" : ` (${accepts.join(" or ")})`;
  return `${code(name)}${required === true ? "!" : ""}${types}`;
}

function code(name: string): string {
  return `\`${name}\``;
}
