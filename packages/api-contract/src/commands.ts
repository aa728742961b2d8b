import { Type } from "typebox";

import { Name } from "./primitives.ts";

/** The command in an address. */
export const CommandParams = Type.Object({
  app: Name,
  connection: Name,
  command: Type.String({
    pattern: "^[A-Za-z][A-Za-z0-9]{0,62}$",
    expected: "the id of a command, such as sendMessage",
  }),
});

/** What executing a command takes. */
export const ExecuteCommand = Type.Object(
  {
    data: Type.Optional(
      Type.Unknown({ description: "The command's input, as its own schema describes it." }),
    ),
  },
  { additionalProperties: false },
);
export type ExecuteCommand = Type.Static<typeof ExecuteCommand>;

/** The header that makes a repeated request give the first one's answer. */
export const ExecuteCommandHeaders = Type.Object({
  "idempotency-key": Type.Optional(
    Type.String({
      pattern: "^[\\x21-\\x7E]{1,255}$",
      expected: "1 to 255 visible ASCII characters",
      description:
        "Up to 255 visible ASCII characters. The same key never carries a command out twice; " +
        "it is kept for 90 days, in clear, so put no secret and no phone number into it.",
    }),
  ),
});

/** What a command gave. */
export const CommandResult = Type.Object({
  data: Type.Unknown({ description: "The command's output; null when it has none." }),
  attempt: Type.Optional(
    Type.String({ description: "The attempt's id, for commands that must not happen twice." }),
  ),
});
export type CommandResult = Type.Static<typeof CommandResult>;

/** A command as a connection offers it. */
export const CommandDescription = Type.Object({
  id: Type.String(),
  title: Type.String(),
  purpose: Type.String(),
  runsIn: Type.Array(Type.Union([Type.Literal("cloud"), Type.Literal("page")])),
  effect: Type.Union([Type.Literal("read"), Type.Literal("repeatable"), Type.Literal("once")]),
  input: Type.Unknown({ description: "JSON Schema of the input." }),
  output: Type.Unknown({ description: "JSON Schema of the output." }),
});
export type CommandDescription = Type.Static<typeof CommandDescription>;

/** The commands of a connection. */
export const CommandList = Type.Object({ commands: Type.Array(CommandDescription) });
export type CommandList = Type.Static<typeof CommandList>;
