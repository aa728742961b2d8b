/** What a keyword asks for, in the words of the OptOutType parameter. */
export type OptOutType = "STOP" | "START" | "HELP";

const keywords: Readonly<Record<OptOutType, readonly string[]>> = {
  STOP: ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"],
  START: ["START", "YES", "UNSTOP"],
  HELP: ["HELP", "INFO"],
};

/**
 * The keyword that a text is; null when it is an ordinary text. Only a text that is nothing but the
 * keyword counts, in capitals or not, spaces around it aside.
 * Source: https://help.twilio.com/articles/223134027 (2026-04).
 */
export function readKeyword(body: string): OptOutType | null {
  const word = body.trim().toUpperCase();
  if (keywords.STOP.includes(word)) return "STOP";
  if (keywords.START.includes(word)) return "START";
  return keywords.HELP.includes(word) ? "HELP" : null;
}

/** What Twilio answers by itself. */
export const keywordReplies: Readonly<Record<OptOutType, string>> = {
  STOP: "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.",
  START:
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
  HELP: "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
};
