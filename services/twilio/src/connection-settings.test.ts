import { checkInput } from "@trunkline/service-kit";
import { expect, test } from "vitest";

import {
  checkConnection,
  connectionSettings,
  type TwilioConnection,
} from "./connection-settings.ts";
import { serviceSid } from "./testing/answers.ts";

const problems = (settings: unknown) => checkInput(connectionSettings, settings);

test("needs no setting and takes all of them", () => {
  expect(problems({})).toEqual([]);
  const all: TwilioConnection = {
    publicUrl: "https://hooks.example.com/trunkline",
    statusCallbacks: "leave",
    maxInFlight: 20,
    segmentsPerSecond: 0.5,
    unknownOutcome: "resendOnce",
    testProfile: "sandbox",
    draftRecipients: ["+15558675310", "whatsapp:+15558675310"],
  };
  for (const defaultSender of [
    "+15005550006",
    "12345",
    "Shop",
    "whatsapp:+15005550006",
    serviceSid,
  ]) {
    expect(problems({ ...all, defaultSender })).toEqual([]);
  }
  expect(checkConnection(all)).toEqual([]);
});

test("refuses values of another form, naming what is expected and not the value", () => {
  const wrong = {
    defaultSender: "not a sender at all",
    publicUrl: "hooks.example.com",
    statusCallbacks: "theirs",
    maxInFlight: 1001,
    segmentsPerSecond: 0,
    unknownOutcome: "resend",
    testProfile: "",
    draftRecipients: ["5551234"],
  };
  for (const [name, value] of Object.entries(wrong)) {
    const [problem, ...others] = problems({ [name]: value });
    expect(others).toEqual([]);
    expect(problem?.path).toBe(name);
    expect(problem?.message).not.toMatch(/pattern|anyOf|another kind/u);
    expect(JSON.stringify(problem)).not.toContain("5551234");
  }
});

test("names an unknown setting and the nearest right one", () => {
  expect(problems({ defaultsender: "Shop" })[0]?.hint).toBe('Did you mean "defaultSender"?');
});

test("refuses public URLs that nothing can be built on", () => {
  const wrong = [
    "https://a.example?x=1",
    "https://a.example/#x",
    "https://u:p@a.example",
    "https://my_host.example",
    "http://a:b:c",
  ];
  for (const publicUrl of wrong) {
    expect(checkConnection({ publicUrl })[0]?.path).toBe("publicUrl");
  }
});
