import { runExample, type Example } from "./run-example.ts";

declare global {
  /** Runs examples in the page that this file was bundled for. Both are JSON, so that no name is lost. */
  var runExamples: (examples: string) => Promise<string>;
}

globalThis.runExamples = async (examples) => {
  const runs = (JSON.parse(examples) as Example[]).map(runExample);
  return JSON.stringify(await Promise.all(runs));
};
