import { checksNeverFail, passedFlowsEnd } from "./properties.ts";

const numRuns = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
process.stdout.write(`${numRuns} flows, seed ${seed}\n`);
checksNeverFail({ numRuns, seed });
const passed = await passedFlowsEnd({ numRuns, seed });
process.stdout.write(`all checked, ${passed} run to an end\n`);
