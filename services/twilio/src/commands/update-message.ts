import { defineCommand, ServiceError, TerminalError } from "@trunkline/service-kit";
import { type Static, Type } from "typebox";

import { ask, type TwilioClient } from "../client.ts";
import type { TwilioConnection } from "../connection-settings.ts";
import { type Message, messageSchema, toMessage } from "../message.ts";
import { messageSid } from "../sid-input.ts";

const nothing = Type.Union([Type.Literal(""), Type.Null()], {
  expected: "an empty text",
  hint: "A message's text can be emptied, not changed.",
});
const canceled = Type.Literal("canceled", { expected: '"canceled" (with one l)' });

const input = Type.Object(
  {
    sid: messageSid,
    customProps: Type.Object(
      { body: Type.Optional(nothing), status: Type.Optional(canceled) },
      { additionalProperties: false, expected: "an object" },
    ),
  },
  {
    additionalProperties: false,
    expected: "an object",
    misplaced: {
      body: 'Give "body" inside "customProps".',
      status: 'Give "status" inside "customProps".',
    },
  },
);

type UpdateInput = Static<typeof input>;

/** Empties a message's text or cancels a scheduled message. */
export const updateMessage = defineCommand<
  TwilioClient,
  TwilioConnection,
  typeof input,
  typeof messageSchema
>({
  id: "updateMessage",
  title: "Update Message",
  purpose: "Redacts a finished message or cancels a scheduled one, and gives the message.",
  input,
  output: messageSchema,
  runsIn: ["cloud"],
  effect: "repeatable",
  normalise({ sid, customProps: { body, status } }) {
    if (body !== undefined && status !== undefined) return refuse("PROPERTY_CONFLICT", both);
    if (body !== undefined) return { ok: true, value: { sid, customProps: { body: "" } } };
    if (status !== undefined) return { ok: true, value: { sid, customProps: { status } } };
    return refuse("PROPERTY_MISSING", neither);
  },
  async run(client, update) {
    try {
      return await change(client, update);
    } catch (error) {
      const isLateCancel = error instanceof ServiceError && error.report.twilioCode === 30409;
      if (!isLateCancel || update.customProps.status === undefined) throw error;
      return settleLateCancel(client, update.sid, error);
    }
  },
});

function change(client: TwilioClient, { sid, customProps }: UpdateInput): Promise<Message> {
  const { status } = customProps;
  const options = status === undefined ? { body: "" } : { status };
  return ask(client, "repeatable", async (library) => {
    return toMessage(await library.messages(sid).update(options));
  });
}

/**
 * Twilio does not say why a message can no longer be canceled, so it is read. One that is canceled
 * already is what was wanted: an earlier try may have done it and lost its answer.
 */
async function settleLateCancel(
  client: TwilioClient,
  sid: string,
  error: ServiceError,
): Promise<Message> {
  const message = await readOrNull(client, sid);
  if (message === null) throw error;
  if (message.status === "canceled") return message;
  const status = /^[a-z_]{1,40}$/u.exec(message.status ?? "")?.[0] ?? "unknown";
  throw new TerminalError({
    ...error.report,
    message: `The message can no longer be canceled: its status is "${status}".`,
  });
}

async function readOrNull(client: TwilioClient, sid: string): Promise<Message | null> {
  try {
    return await ask(client, "read", async (library) =>
      toMessage(await library.messages(sid).fetch()),
    );
  } catch (error) {
    if (error instanceof ServiceError) return null;
    throw error;
  }
}

const both = {
  message: 'The properties "body" and "status" in "customProps" exclude each other.',
  hint: "Cancel first, then redact with a second command.",
};
const neither = {
  message: 'The property "customProps" has nothing to change.',
  hint: 'Give { "body": "" } to redact, or { "status": "canceled" } to cancel.',
};

function refuse(code: string, text: typeof both) {
  return { ok: false as const, problems: [{ path: "customProps", code, ...text }] };
}
