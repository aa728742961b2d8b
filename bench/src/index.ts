import { runMain } from "./main.ts";
import { isRole, runRole } from "./processes/roles.ts";

// Every process of the bench is this same file: with a role it is that process, without one the bench.
const [first, ...rest] = process.argv.slice(2);
if (first === "--role" && isRole(rest[0])) await runRole(rest[0], rest[1]);
else process.exitCode = await runMain(process.argv.slice(2));
