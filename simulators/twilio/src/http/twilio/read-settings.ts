import type { Form } from "../../messages/form.ts";
import { parseHttpUrl } from "../../messages/http-url.ts";
import { readBoolean, readNumber } from "../../messages/read-parameters.ts";
import { TwilioError } from "../../messages/twilio-error.ts";
import type { HookMethod } from "../../resources/incoming-number.ts";

/** The text of a setting; undefined leaves it as it is. */
export function readText(form: Form, name: string): string | undefined {
  return form.one(name);
}

/** The address of a web hook; an empty text takes it away. Errors: 21502. */
export function readHookUrl(form: Form, name: string): string | undefined {
  const text = form.one(name);
  if (text === undefined || text === "" || parseHttpUrl(text) !== null) return text;
  throw new TwilioError(21502, `${name} is not a valid URL`);
}

/** Errors: 21403 for anything but GET and POST. */
export function readHookMethod(form: Form, name: string): HookMethod | undefined {
  const text = form.one(name)?.toUpperCase();
  if (text === undefined || text === "GET" || text === "POST") return text;
  throw new TwilioError(21403, `${name} must be GET or POST`);
}

/** Errors: 20001. */
export function readSwitch(form: Form, name: string): boolean | undefined {
  return form.has(name) ? readBoolean(form, name) : undefined;
}

/** Errors: 20001. */
export function readSeconds(form: Form, name: string): number | undefined {
  return readNumber(form, name, /^\d{1,6}$/);
}

/** Takes the settings that were given. */
export function assignGiven<Target extends object>(
  target: Target,
  given: { readonly [Name in keyof Target]?: Target[Name] | undefined },
): void {
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) Object.assign(target, { [name]: value });
  }
}
