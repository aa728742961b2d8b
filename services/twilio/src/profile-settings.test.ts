import { checkInput } from "@trunkline/service-kit";
import { expect, test } from "vitest";

import {
  accountOf,
  checkProfile,
  originOf,
  profileSettings,
  type TwilioProfile,
} from "./profile-settings.ts";
import { accountSid, apiKey } from "./testing/answers.ts";
import { aProfile } from "./testing/run-command.ts";

const problems = (settings: unknown) => checkInput(profileSettings.schema, settings);

test("takes an account with its Auth Token, and an API key with its secret", () => {
  expect(problems(aProfile())).toEqual([]);
  const all: TwilioProfile = aProfile({
    apiKey,
    webhookAuthToken: "another",
    region: "au1",
    edge: "sydney",
    baseUrl: "http://127.0.0.1:4110",
    mode: "test",
  });
  expect(problems(all)).toEqual([]);
  expect(checkProfile(all)).toEqual([]);
});

test("needs the Account SID and a token", () => {
  expect(problems({}).map(({ path }) => path)).toEqual(["accountSid", "authToken"]);
});

test("refuses SIDs, places and modes of another form without repeating them", () => {
  const wrong = {
    accountSid: "AC123",
    apiKey: accountSid,
    authToken: "with space",
    region: "AU1",
    edge: "syd.ney",
    baseUrl: "ftp://x",
    mode: "staging",
    webhookAuthToken: "",
  };
  for (const [name, value] of Object.entries(wrong)) {
    const found = problems({ ...aProfile(), [name]: value });
    expect(found.map(({ path }) => path)).toEqual([name]);
    if (value !== "") expect(JSON.stringify(found)).not.toContain(value);
  }
  expect(problems({ ...aProfile(), accountSID: accountSid })[0]?.hint).toContain('"accountSid"');
});

test("takes an origin as base URL and nothing more", () => {
  for (const baseUrl of ["https://proxy.example", "http://[::1]:4110/"]) {
    expect(checkProfile(aProfile({ baseUrl }))).toEqual([]);
  }
  const wrong = [
    "https://a.example/x",
    "https://a.example?x=1",
    "https://a.example/#x",
    "https://u:p@a.example",
    "http://a:b:c",
    "https://a.example?",
  ];
  for (const baseUrl of wrong) {
    expect(checkProfile(aProfile({ baseUrl }))[0]?.path).toBe("baseUrl");
  }
});

test("goes to Twilio's host by edge and region, or to the base URL", () => {
  expect(originOf(aProfile())).toBe("https://api.twilio.com");
  expect(originOf(aProfile({ region: "au1" }))).toBe("https://api.au1.twilio.com");
  expect(originOf(aProfile({ edge: "sydney" }))).toBe("https://api.sydney.us1.twilio.com");
  expect(originOf(aProfile({ edge: "sydney", region: "au1" }))).toBe(
    "https://api.sydney.au1.twilio.com",
  );
  expect(originOf(aProfile({ region: "au1", baseUrl: "http://127.0.0.1:4110/" }))).toBe(
    "http://127.0.0.1:4110",
  );
});

test("never takes a simulated account for a real one of the same SID", () => {
  expect(accountOf(aProfile())).not.toBe(accountOf(aProfile({ baseUrl: "http://127.0.0.1:4110" })));
  expect(accountOf(aProfile({ apiKey }))).toBe(accountOf(aProfile()));
});

test("hints let people recognise a profile and hold no secret", () => {
  const settings = aProfile({
    apiKey,
    webhookAuthToken: "hook-token",
    region: "au1",
    mode: "test",
  });
  const hints = profileSettings.hints(settings);
  expect(hints).toEqual({ accountSid: "AC…cdef", apiKey: "SK…4567", region: "au1", mode: "test" });
  expect(profileSettings.hints(aProfile())["mode"]).toBe("live");
});

test("says of each field whether it is secret", () => {
  const secret = Object.entries(profileSettings.fields).filter(([, field]) => field.secret);
  expect(secret.map(([name]) => name)).toEqual(["authToken", "webhookAuthToken"]);
});
