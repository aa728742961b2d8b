import type { ContestantName } from "../contestants/contestant.ts";
import type { AttemptCount } from "../contestants/count-attempts.ts";
import type { RunCount } from "../hooks/count-runs.ts";
import type { Turn, WarmUp } from "./run-rounds.ts";
import { runFaults } from "./verify-runs.ts";

/** What is compared when the load is over. */
export interface Evidence {
  readonly warmUpSends: number;
  readonly warmUps: WarmUp;
  /** Right after the warm-up, in which nothing is cut off. */
  readonly attemptsAfterWarmUp: AttemptCount;
  readonly createsAfterWarmUp: number;
  readonly turns: readonly Turn[];
  readonly attempts: AttemptCount;
  /** What the stub has created in our account. */
  readonly creates: number;
  /** And in each of the others'. */
  readonly othersCreates: ReadonlyMap<ContestantName, number>;
  /** Null where no flow is run. */
  readonly runs: RunCount | null;
}

/** Everything that is wrong with a run, a sentence each; its numbers mean nothing then. */
export function faultsOf(evidence: Evidence): string[] {
  const { runs, attempts } = evidence;
  return [
    ...answerFaults(evidence),
    ...warmUpFaults(evidence),
    ...sentOnceFaults(evidence),
    ...othersFaults(evidence),
    ...(runs === null ? [] : runFaults(runs, attempts.byState["done"] ?? 0)),
  ];
}

function answerFaults({ warmUps, turns }: Evidence): string[] {
  const counts = new Map<string, number>();
  const results = [
    ...[...warmUps].map(([contestant, result]) => ({ contestant, result })),
    ...turns,
  ];
  for (const { contestant, result } of results) {
    for (const [status, count] of Object.entries(result.notOk)) {
      const answer = status === "none" ? "not at all" : `with ${status}`;
      const what = `requests were answered ${answer} by ${contestant}.`;
      counts.set(what, (counts.get(what) ?? 0) + count);
    }
  }
  return [...counts].map(([what, count]) => `${count} ${what}`);
}

function warmUpFaults(evidence: Evidence): string[] {
  const { warmUpSends, createsAfterWarmUp, attemptsAfterWarmUp } = evidence;
  const done = attemptsAfterWarmUp.byState["done"] ?? 0;
  if (createsAfterWarmUp === warmUpSends && done === warmUpSends) return [];
  return [
    `${warmUpSends} sends through us made ${createsAfterWarmUp} messages and ${done} attempts ` +
      "that are done.",
  ];
}

function sentOnceFaults(evidence: Evidence): string[] {
  const { attempts, creates } = evidence;
  const done = attempts.byState["done"] ?? 0;
  const others = Object.entries(attempts.byState).filter(([state]) => state !== "done");
  return [
    ...(creates === done && attempts.sids === done
      ? []
      : [`${creates} creates, ${done} attempts done and ${attempts.sids} SIDs differ.`]),
    ...others.map(([state, count]) => `${count} attempts are ${state}.`),
    ...(fits(evidence, "trunkline", done)
      ? []
      : [`${answered(evidence, "trunkline")} answers do not fit ${done} attempts.`]),
  ];
}

/** The others have to have sent what they answered, too. */
function othersFaults(evidence: Evidence): string[] {
  return [...evidence.othersCreates]
    .filter(([name, creates]) => !fits(evidence, name, creates))
    .map(
      ([name, creates]) =>
        `${answered(evidence, name)} answers of ${name} do not fit its ${creates} creates.`,
    );
}

/** Whether so many sends are all that were answered, and at most all that were cut off besides. */
function fits(evidence: Evidence, name: ContestantName, sends: number): boolean {
  const own = evidence.turns.filter((turn) => turn.contestant === name);
  const cutOff = own.reduce((sum, { condition }) => sum + condition.connections, 0);
  const least = answered(evidence, name);
  return sends >= least && sends <= least + cutOff;
}

function answered({ warmUps, turns }: Evidence, name: ContestantName): number {
  const own = turns.filter((turn) => turn.contestant === name);
  return (warmUps.get(name)?.ok ?? 0) + own.reduce((sum, { result }) => sum + result.ok, 0);
}
