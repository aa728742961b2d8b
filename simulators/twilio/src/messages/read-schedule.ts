import type { Form } from "./form.ts";
import { TwilioError } from "./twilio-error.ts";

const leadMinMs = 300_000;
const leadMaxMs = 35 * 86_400_000;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads ScheduleType and SendAt; null when the message is to be sent now, as it is without a ScheduleType.
 * Errors: 35111, 35114, 35115, 35117, 35118, 35126.
 */
export function readSchedule(form: Form, isServiceSend: boolean, now: number): number | null {
  const type = form.one("ScheduleType");
  if (type === undefined) return null;
  if (type !== "fixed") throw new TwilioError(35126);
  if (!isServiceSend) throw new TwilioError(35118);
  const text = form.one("SendAt") ?? "";
  if (text === "") throw new TwilioError(35111);
  const sendAt = instant.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(sendAt)) throw new TwilioError(35114);
  if (sendAt < now + leadMinMs) throw new TwilioError(35115);
  if (sendAt > now + leadMaxMs) throw new TwilioError(35117);
  return sendAt;
}
