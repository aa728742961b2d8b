import type { Frame } from "./frame.ts";
import { breakLoop, continueLoop, next, type MaybeSignal, type Signal } from "./signals.ts";
import type { Statement } from "./statement.ts";

/** Makes ready for the next turn of a loop: false when there is none. */
export type Advance = (frame: Frame) => boolean | Promise<boolean>;

/** A loop at the moment it is entered. */
export interface Loop {
  readonly blockId: string;
  /** What a turn costs in steps, besides its body. */
  readonly turnCost: number;
  readonly advance: Advance;
  readonly body: Statement;
}

/** How a turn ended. */
type Turn = typeof over | Signal;

/** The loop ends and the stack goes on below it. */
const over = -1;

/**
 * Turns until the loop ends. Synchronous as long as nothing is waited for; where the run's slice is
 * used up, and this place can wait, others go on first.
 */
export function runLoop(frame: Frame, loop: Loop): MaybeSignal {
  frame.loop = { blockId: loop.blockId, turn: 0, outer: frame.loop };
  for (;;) {
    const turn = oneTurn(frame, loop);
    if (turn === next) continue;
    return typeof turn === "number" ? leave(frame, turn) : goOn(frame, loop, turn);
  }
}

async function goOn(frame: Frame, loop: Loop, waiting: Promise<Turn>): Promise<Signal> {
  let turn = await waiting;
  while (turn === next) {
    const again = oneTurn(frame, loop);
    turn = typeof again === "number" ? again : await again;
  }
  return leave(frame, turn);
}

function oneTurn(frame: Frame, loop: Loop): Turn | Promise<Turn> {
  const { run } = frame;
  run.spend(loop.turnCost);
  if (run.isDue && frame.canGiveWay) return run.giveWay().then(() => begin(frame, loop));
  return begin(frame, loop);
}

function begin(frame: Frame, loop: Loop): Turn | Promise<Turn> {
  if (frame.loop !== null) frame.loop.turn += 1;
  const more = loop.advance(frame);
  if (typeof more === "boolean") return more ? runBody(frame, loop) : over;
  return more.then((isMore) => (isMore ? runBody(frame, loop) : over));
}

function runBody(frame: Frame, loop: Loop): Turn | Promise<Turn> {
  const done = loop.body(frame);
  return typeof done === "number" ? turnOf(done) : done.then(turnOf);
}

function turnOf(signal: Signal): Turn {
  if (signal === continueLoop) return next;
  return signal === breakLoop ? over : signal;
}

function leave(frame: Frame, turn: Turn): Signal {
  frame.loop = frame.loop?.outer ?? null;
  return turn === over ? next : turn;
}
