import { type ErrorReport, type ProfileTest, ServiceError } from "@trunkline/service-kit";

import { ask, type TwilioClient } from "./client.ts";
import { originOf } from "./profile-settings.ts";

/** A verdict in words, before what the last answer's headers told is added. */
type Verdict = Pick<ProfileTest, "ok" | "title" | "message" | "hint">;

/**
 * Tells in words whether a profile works, by reading the account, or one message where an API key may
 * not read accounts. Changes nothing at Twilio.
 */
export async function testProfile(client: TwilioClient): Promise<ProfileTest> {
  const verdict = await judge(client);
  const { answer } = client.requests.exchange;
  const dateMs = answer?.dateMs ?? null;
  return {
    ...verdict,
    clockSkewMs: dateMs === null ? null : dateMs - client.clock.now().getTime(),
    requestId: answer?.requestId ?? null,
  };
}

async function judge(client: TwilioClient): Promise<Verdict> {
  const { accountSid, apiKey } = client.profile;
  try {
    const account = await ask(client, "read", (library) => {
      return library.api.v2010.accounts(accountSid).fetch();
    });
    return judgeStatus(account.status);
  } catch (error) {
    const report = reportOf(error);
    if (apiKey === undefined) return judgeToken(report, client);
    const isDenied = report.status === 401 || report.status === 403;
    return isDenied && !isInactive(report) ? judgeByList(client) : judgeOther(report, client);
  }
}

async function judgeByList(client: TwilioClient): Promise<Verdict> {
  try {
    await ask(client, "read", (library) => library.messages.page({ pageSize: 1 }));
    return works;
  } catch (error) {
    const report = reportOf(error);
    if (report.code === "CREDENTIALS_REFUSED") return wrongKey;
    return report.status === 403 && !isInactive(report) ? weakKey : judgeOther(report, client);
  }
}

function judgeStatus(status: string): Verdict {
  return status === "suspended" || status === "closed" ? inactive : works;
}

function judgeToken(report: ErrorReport, client: TwilioClient): Verdict {
  if (report.code === "CREDENTIALS_REFUSED") return wrongToken;
  const isTest = report.status === 403 && !isInactive(report) && report.twilioCode !== 20006;
  return isTest ? testCredentials : judgeOther(report, client);
}

function judgeOther(report: ErrorReport, client: TwilioClient): Verdict {
  if (isInactive(report)) return inactive;
  const host = new URL(originOf(client.profile)).host;
  if (report.code === "SERVICE_UNREACHABLE" || report.code === "TIMED_OUT") {
    const hint = "Check the network, region and edge, and the base URL.";
    return { ok: false, title: `${host} is out of reach`, message: report.message, hint };
  }
  if (report.twilioCode === 20404) return unknownAccount;
  return { ok: false, title: report.title, message: report.message, hint: report.hint };
}

function isInactive({ twilioCode }: ErrorReport): boolean {
  return twilioCode === 20005 || twilioCode === 20403;
}

function reportOf(error: unknown): ErrorReport {
  if (error instanceof ServiceError) return error.report;
  throw error;
}

const works: Verdict = {
  ok: true,
  title: "The profile works",
  message: "Twilio accepts these credentials.",
  hint: null,
};
const testCredentials: Verdict = {
  ok: true,
  title: "Test credentials",
  message: "These are Twilio's test credentials: they can send to nobody and read nothing.",
  hint: null,
};
const wrongToken: Verdict = {
  ok: false,
  title: "Wrong Auth Token",
  message: "Twilio does not accept this Auth Token for this Account SID.",
  hint: "Copy both from the Twilio Console. With an API Key's secret, give the API Key too.",
};
const wrongKey: Verdict = {
  ok: false,
  title: "Wrong API Key",
  message: "Twilio does not accept this API Key and secret for this Account SID.",
  hint: "The key must belong to this account and region, and the secret to the key. A lost secret needs a new key.",
};
const weakKey: Verdict = {
  ok: false,
  title: "API Key without permission",
  message: "Twilio accepts the API Key, but it may not read messages.",
  hint: "Give the key permission for messages, or use a standard key.",
};
const inactive: Verdict = {
  ok: false,
  title: "Account not active",
  message: "The account is suspended or closed.",
  hint: "Look into the Twilio Console.",
};
const unknownAccount: Verdict = {
  ok: false,
  title: "Unknown account",
  message: "Twilio knows no such account here.",
  hint: "Check the Account SID, and whether region and base URL are right.",
};
