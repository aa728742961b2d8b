import { RunEventStream, RunParams } from "@trunkline/api-contract";

import { findRun, followRun } from "../../../runs/index.ts";
import { errorAnswers, type Route } from "../route.ts";
import { eventStream } from "./event-stream.ts";
import { unknownRun } from "./unknown-run.ts";

/** `GET /api/apps/:app/runs/:run/events` */
export const runEvents: Route = (app, context) => {
  const open = new Set<AbortController>();
  // A stream that is open would hold the server up when it stops.
  app.addHook("preClose", async () => {
    for (const stopping of open) stopping.abort();
  });
  app.get(
    "/api/apps/:app/runs/:run/events",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "followRun",
        tags: ["runs"],
        summary: "Follow a run by server-sent events, its texts and numbers masked",
        description:
          "Events: `step-started`, `step-ended`, `log`, `response`, `ended`. What happened before " +
          "comes first; the stream closes after `ended`.",
        params: RunParams,
        response: { 200: RunEventStream, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const appId = await context.apps.idOf(request.params.app);
      const { run } = request.params;
      if ((await findRun(context.runs, appId, run)) === null) throw unknownRun();
      const stopping = new AbortController();
      open.add(stopping);
      reply.raw.once("close", () => {
        open.delete(stopping);
        stopping.abort();
      });
      void reply
        .type("text/event-stream; charset=utf-8")
        // Proxies such as nginx would keep events back until there are many.
        .header("x-accel-buffering", "no");
      return reply.send(eventStream(followRun(context.runs, appId, run, stopping.signal)));
    },
  );
};
