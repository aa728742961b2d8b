import { availableParallelism, loadavg, release, totalmem, type } from "node:os";

/** What a run was made on. */
export interface Machine {
  readonly cores: number;
  readonly gibibytes: number;
  readonly node: string;
  readonly system: string;
  /** Of the last minute, before the bench began: others who are busy make all numbers worse. */
  readonly loadAverage: number;
}

const gibibyte = 2 ** 30;

/** Looks at the machine. */
export function lookAtMachine(): Machine {
  return {
    cores: availableParallelism(),
    gibibytes: Math.round(totalmem() / gibibyte),
    node: process.versions.node,
    system: `${type()} ${release()}`,
    loadAverage: loadavg()[0] ?? 0,
  };
}
