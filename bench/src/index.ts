import { commandBench } from "./command-bench.ts";
import { hookBench } from "./hooks/hook-bench.ts";
import { runRulesBench } from "./hooks/rules/run-rules-bench.ts";
import { runInterpreterBench } from "./interpreter/run-interpreter-bench.ts";
import { runMain } from "./main.ts";
import { isRole, runRole } from "./processes/roles.ts";
import { runReleasesBench } from "./releases/run-releases-bench.ts";
import { runSimulatorBench } from "./simulator/run-simulator-bench.ts";

// Every process of the bench is this same file: with a role it is that process, without one the bench.
const [first, ...rest] = process.argv.slice(2);
if (first === "--role" && isRole(rest[0])) await runRole(rest[0], rest[1]);
else if (first === "simulator") process.exitCode = await runSimulatorBench(rest);
else if (first === "releases") process.exitCode = await runReleasesBench(rest);
else if (first === "interpreter") process.exitCode = await runInterpreterBench(rest);
else if (first === "hooks" && rest[0] === "rules") {
  process.exitCode = await runRulesBench(rest.slice(1));
} else if (first === "hooks") process.exitCode = await runMain(hookBench, rest);
else process.exitCode = await runMain(commandBench, process.argv.slice(2));
