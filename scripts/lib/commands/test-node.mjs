import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import { runNpm } from "../npm.mjs";
import { fromRoot } from "../root.mjs";
import { runStep } from "../run-step.mjs";
import { ScriptError } from "../script-error.mjs";

const majors = [22, 24];

/**
 * `npm run test:node`: `npm test` on newer Nodes as well, each brought by the npm package `node`.
 */
export async function main(args) {
  for (const major of majors) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), `trunkline-node-${major}-`));
    try {
      await installNode(major, folder);
      await testOn(major, path.join(folder, "node_modules/node/bin"), args);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }
  return 0;
}

async function installNode(major, folder) {
  console.log(`Installing Node ${major} into ${folder} …`);
  fs.writeFileSync(path.join(folder, "package.json"), '{ "private": true }\n');
  const code = await runNpm(["install", "--no-audit", "--no-fund", `node@${major}`], {
    cwd: folder,
  });
  if (code !== 0) throw new ScriptError(`Node ${major} could not be installed (code ${code}).`);
}

async function testOn(major, binFolder, args) {
  const env = { ...process.env, PATH: `${binFolder}${path.delimiter}${process.env.PATH}` };
  const node = path.join(binFolder, "node");
  const code = await runStep(node, [fromRoot("scripts/test.mjs"), ...args], { env });
  if (code !== 0) throw new ScriptError(`The tests fail on Node ${major}.`);
}
