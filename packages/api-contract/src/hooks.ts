import { Type } from "typebox";

import { ErrorAnswer } from "./errors.ts";
import { Name } from "./primitives.ts";

/** The Web Hook in an address. */
export const HookParams = Type.Object({ app: Name, hook: Name });

/** Headers that every Web Hook knows. */
export const CallHookHeaders = Type.Object({
  "idempotency-key": Type.Optional(
    Type.String({
      pattern: "^[\\x21-\\x7E]{1,255}$",
      expected: "1 to 255 visible ASCII characters",
      description:
        "Up to 255 visible ASCII characters, kept for seven days. The same key and the same method, " +
        "query and body are answered once: again they get the first answer, or wait for it up to " +
        "30 seconds. Where a hook is open to the public, all callers share one set of keys, so take " +
        "keys that nobody can guess.",
    }),
  ),
});

/** What a Web Hook answers when its flow does not: the one shape of errors, and the run's id. */
export const HookErrorAnswer = Type.Object({
  error: ErrorAnswer.properties.error,
  run: Type.Optional(
    Type.String({ description: "The run that failed; the header Trunkline-Run has it too." }),
  ),
});
