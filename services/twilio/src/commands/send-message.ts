import { defineCommand, type Problem } from "@trunkline/service-kit";

import { withoutAbsent } from "../absent.ts";
import { ask, type TwilioClient } from "../client.ts";
import type { TwilioConnection } from "../connection-settings.ts";
import { createMessage } from "../create-message.ts";
import { patterns } from "../formats.ts";
import { messageSchema, toMessage } from "../message.ts";
import { checkRawParameters } from "../raw-parameters.ts";
import { countSegments } from "../segments.ts";
import { type SendInput, sendInput } from "../send-input.ts";
import { checkService, checkText, normaliseCustomProps } from "../send-rules.ts";

/** Sends one text, once. */
export const sendMessage = defineCommand<
  TwilioClient,
  TwilioConnection,
  typeof sendInput,
  typeof messageSchema
>({
  id: "sendMessage",
  title: "Send Message",
  purpose: "Sends a text, media or a content template to one recipient and gives the message.",
  input: sendInput,
  output: messageSchema,
  runsIn: ["cloud"],
  effect: "once",
  prepare: (raw) => withoutAbsent(raw, ["contentVariables"]),
  normalise(given) {
    const { customProps, ...rest } = given;
    const custom = normaliseCustomProps(customProps ?? {});
    const problems = [
      ...checkText(given.msg ?? ""),
      ...custom.problems,
      ...checkRawParameters(given.rawParameters ?? {}),
      ...checkContent(given),
    ];
    if (problems.length > 0) return { ok: false, problems };
    return {
      ok: true,
      value: customProps === undefined ? rest : { ...rest, customProps: custom.value },
    };
  },
  complete(given, { defaultSender }, now) {
    const value = withDefaultSender(given, defaultSender);
    const problems = [
      ...checkSender(value),
      ...checkService(value.customProps ?? {}, value.fromService, now),
    ];
    return problems.length > 0 ? { ok: false, problems } : { ok: true, value };
  },
  run: (client, complete) =>
    ask(client, "once", async (library) => toMessage(await createMessage(library, complete))),
  demand: (complete) => ({
    sender: complete.fromPhone ?? complete.fromService ?? "",
    units: countSegments(complete.msg ?? "", complete.customProps ?? {}),
  }),
  recipients: ({ toPhone }) => [toPhone],
  identify: ({ accountSid, sid }) => ({ account: accountSid ?? "", sid }),
});

function withDefaultSender(given: SendInput, sender: string | undefined): SendInput {
  const hasSender = given.fromPhone !== undefined || given.fromService !== undefined;
  if (hasSender || sender === undefined) return given;
  const isService = new RegExp(patterns.serviceSid, "u").test(sender);
  return { ...given, ...(isService ? { fromService: sender } : { fromPhone: sender }) };
}

function checkContent({ msg, customProps }: SendInput): Problem[] {
  const contents = [msg, customProps?.mediaUrl, customProps?.contentSid];
  if (contents.some((content) => content !== undefined)) return [];
  return [
    {
      path: "msg",
      code: "PROPERTY_MISSING",
      message: 'The property "msg" is missing, and nothing else brings a content.',
      hint: 'Give "msg", "customProps.mediaUrl" or "customProps.contentSid".',
    },
  ];
}

function checkSender({ fromPhone, fromService }: SendInput): Problem[] {
  if (fromPhone !== undefined || fromService !== undefined) return [];
  return [
    {
      path: "fromPhone",
      code: "PROPERTY_MISSING",
      message: "No sender is given, and the connection has no default sender.",
      hint: 'Give "fromPhone" or "fromService", or set the connection\'s default sender.',
    },
  ];
}
