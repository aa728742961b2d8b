import type { FastifyInstance } from "fastify";

import type { MovableClock } from "../../../clock/movable-clock.ts";
import { readClockChange } from "../../../clock/read-clock-change.ts";
import type { Context } from "../../../context.ts";

/** `GET` and `POST /simulator/clock`: what falls due on the way has been done when the answer comes. */
export function clockRoutes(app: FastifyInstance, { clock }: Context): void {
  app.get("/clock", () => tell(clock));
  app.post("/clock", (request) => {
    clock.change(readClockChange(request.body, clock.mode));
    return tell(clock);
  });
}

function tell(clock: MovableClock) {
  const { mode, factor, waiting } = clock;
  return { mode, now: new Date(clock.now()).toISOString(), factor, waiting };
}
