import type { FastifyRequest } from "fastify";

import type { Account } from "../../accounts/account.ts";
import type { Context } from "../../context.ts";
import { newSid } from "../../ids.ts";
import { readMessage } from "../../messages/read-message.ts";
import { TwilioError } from "../../messages/twilio-error.ts";
import type { Message, NewMessage } from "../../store/message.ts";
import { formOf, pathOf } from "./call.ts";

/** What the rules in force do to a message that is made: lists show it late, or an equal one stands beside it. */
export function spoilMessage(
  request: FastifyRequest,
  message: Message,
  account: Account,
  context: Context,
): void {
  const struck = context.faults.strikeEach("message", request.method, pathOf(request));
  const lag = struck.get("list-lag");
  if (lag !== undefined) {
    message.listedAt = context.clock.now() + lag.delayMs;
    context.store.changed(message);
  }
  if (struck.has("foreign-twin")) storeTwin(message, account, context);
}

/** The twin of a text that another fault keeps from being stored. */
export function spoilRefused(request: FastifyRequest, context: Context): void {
  const account = request.call?.account;
  const isCreate =
    request.method === "POST" && request.routeOptions.url?.endsWith("/Messages.json") === true;
  if (!account || account.test || !isCreate) return;
  const draft = readDraft(request, account, context.clock.now());
  if (draft === null) return;
  const struck = context.faults.strikeEach("message", request.method, pathOf(request));
  if (struck.has("foreign-twin")) storeTwin(draft, account, context);
}

function readDraft(request: FastifyRequest, account: Account, now: number): NewMessage | null {
  try {
    return readMessage(formOf(request), account, now);
  } catch (error) {
    if (error instanceof TwilioError) return null;
    throw error;
  }
}

function storeTwin(draft: NewMessage, account: Account, { store, delivery }: Context): void {
  const twin = store.add({
    ...draft,
    sid: newSid(draft.sid.startsWith("MM") ? "MM" : "SM"),
    media: draft.media.map((media) => ({ ...media, sid: newSid("ME") })),
    statusCallback: null,
    listedAt: null,
    foreign: true,
  });
  delivery.begin(twin, account);
}
