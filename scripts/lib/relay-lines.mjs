import readline from "node:readline";

/** Copies a process's output to ours line by line, each line behind the name of the process. */
export function relayLines(name, from, to) {
  const lines = readline.createInterface({ input: from, crlfDelay: Infinity });
  lines.on("line", (line) => to.write(`${name} | ${line}\n`));
}
