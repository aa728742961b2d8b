import { requireNode } from "./lib/node-version.mjs";

requireNode();
void import("./lib/run-main.mjs").then(({ runMain }) =>
  runMain(() => import("./lib/commands/simulator-conformance.mjs")),
);
