import { build } from "./build.mjs";
import { fromRoot } from "./root.mjs";
import { runStep } from "./run-step.mjs";
import { runTests } from "./run-tests.mjs";
import { countsLine } from "./test-counts.mjs";

/** The steps of `npm run check` in their order; each answers whether it found nothing. */
export const checkSteps = [
  { name: "format (oxfmt --check)", run: () => tool("oxfmt/bin/oxfmt", "--check") },
  { name: "lint (oxlint)", run: () => tool("oxlint/bin/oxlint", "--deny-warnings") },
  { name: "types and build (tsc -b --force)", run: forceBuild },
  { name: "types of the tests (tsc -p tsconfig.tests.json)", run: testTypes },
  { name: "unused code (knip --strict)", run: () => tool("knip/bin/knip.js", "--strict") },
];

/** The last step, which can be left out where the tests run anyway. */
export const testStep = {
  name: "tests (vitest)",
  run: async () => {
    const counts = await runTests();
    console.log(countsLine(counts));
    return counts.failed === 0;
  },
};

async function forceBuild() {
  await build({ force: true });
  return true;
}

function testTypes() {
  return tool("typescript/bin/tsc", "-p", "tsconfig.tests.json");
}

async function tool(file, ...args) {
  const program = fromRoot(`node_modules/${file}`);
  return (await runStep(process.execPath, [program, ...args])) === 0;
}
