import { inspect } from "node:util";

import { TransportError } from "@trunkline/service-kit";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { errorTable } from "./error-table.ts";
import { maskText, twilioLinkOrNull } from "./mask-text.ts";
import { anAnswer, refused, sid } from "./testing/answers.ts";
import { aProfile, errorOf, runCommand } from "./testing/run-command.ts";
import { ScriptedTransport, type Turn } from "./testing/scripted-transport.ts";

const secretBody = "The gate code is violet";
const text = { fromPhone: "+15005550006", toPhone: "+15558675310", msg: secretBody };
const forbidden = [
  "8675310",
  "5005550006",
  "555-867",
  "violet",
  aProfile().authToken,
  Buffer.from(`${aProfile().accountSid}:${aProfile().authToken}`).toString("base64"),
];

/** Everything that a log could print of an error, causes and hidden properties included. */
const printed = (error: Error) =>
  `${inspect(error, { depth: 9, showHidden: true })} ${error.stack}`;

test("no error shows a number, a text or a secret, whatever Twilio's answer echoes", async () => {
  const echo = `The 'To' number +1 (555) 867-5310 from +15005550006 said "${secretBody}" ${secretBody}.`;
  const bodies = [
    { code: 21211, message: echo, more_info: "https://www.twilio.com/docs/errors/21211" },
    { code: 99999, message: echo, more_info: "https://evil.example/?to=+15558675310" },
    { code: 99998, message: echo, more_info: "https://www.twilio.com/docs/15558675310" },
    { type: "x", title: echo, status: 400, code: 99997, detail: echo },
    { message: echo },
    echo,
  ];
  const turns: Turn[] = [400, 401, 404, 429, 500, 201, 302].flatMap((status) =>
    bodies.map((body) => anAnswer(status, body, { "twilio-request-id": "+15558675310 8675310" })),
  );
  turns.push(
    new Error(echo),
    new TransportError("reset", true),
    new TransportError("refused", false),
  );
  for (const turn of turns) {
    const transport = new ScriptedTransport(turn, turn, turn, turn);
    const error = await errorOf(runCommand("sendMessage", text, transport));
    for (const word of forbidden) {
      expect(JSON.stringify(error.report)).not.toContain(word);
      expect(printed(error)).not.toContain(word);
    }
  }
});

test("a list that fails shows none of its criteria", async () => {
  const transport = new ScriptedTransport(refused(400, 99999, "To=+15558675310 is odd"));
  const work = runCommand("listMessages", { criteria: { to: "+15558675310" } }, transport);
  expect(printed(await errorOf(work))).not.toContain("8675310");
});

test("Twilio's own text is shown for codes that the table lacks, masked", async () => {
  const answer = refused(400, 99999, "The 'Mood' of +15558675310 is not good, see '12 monkeys'.");
  const error = await errorOf(runCommand("readMessage", { sid }, new ScriptedTransport(answer)));
  expect(error.report.message).toBe("Twilio says: The 'Mood' of •••10 is not good, see '•••'.");
  expect(error.report.twilioCode).toBe(99999);
});

test("what could be a number keeps at most two of its digits", () => {
  const digits = fc.stringMatching(/^\d{5,15}$/u);
  const spaced = digits.map((number) => number.replace(/(\d{3})(?=\d)/gu, "$1-"));
  fc.assert(
    fc.property(
      fc.oneof(digits, spaced),
      fc.constantFrom("+", "whatsapp:+", "("),
      (number, lead) => {
        const masked = maskText(`Number ${lead}${number} is not valid`, []);
        expect(masked.replaceAll(/\D/gu, "").length).toBeLessThanOrEqual(2);
      },
    ),
  );
});

test("texts that we sent are masked wherever they stand", () => {
  const sent = [{ To: "+15558675310", Body: "pass", MediaUrl: ["https://a.example/pass"] }];
  expect(maskText("pass and https://a.example/pass", sent)).toBe("••• and •••");
});

test("only links to Twilio's own pages are handed on, without queries", () => {
  expect(twilioLinkOrNull("https://www.twilio.com/docs/errors/21211?x=1")).toBe(
    "https://www.twilio.com/docs/errors/21211",
  );
  for (const link of [
    "http://www.twilio.com/docs",
    "https://twilio.com.evil.example/",
    "javascript:1",
    5,
    null,
  ]) {
    expect(twilioLinkOrNull(link)).toBeNull();
  }
});

test("no text of the error table holds a phone number", () => {
  for (const { title, meaning, hint } of errorTable.values()) {
    expect(`${title} ${meaning} ${hint}`).not.toMatch(/\+?\d{7}/u);
  }
});
