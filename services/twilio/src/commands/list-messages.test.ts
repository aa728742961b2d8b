import { expect, test } from "vitest";

import { accountSid, aMessage, aPage, sid } from "../testing/answers.ts";
import { normalOf, problemsOf } from "../testing/problems-of.ts";
import { commandOf, failureOf, runCommand } from "../testing/run-command.ts";
import { ScriptedTransport } from "../testing/scripted-transport.ts";

const pageUri = `/2010-04-01/Accounts/${accountSid}/Messages.json?To=%2B15558675310&PageSize=2`;

test("asks for one page of 50 and gives its messages in Twilio's order", async () => {
  const rows = [aMessage({ body: "second" }), aMessage({ body: "first" })];
  const transport = new ScriptedTransport(
    aPage(rows, { next: `${pageUri}&Page=1&PageToken=PA${sid}` }),
  );
  const messages = await runCommand("listMessages", {}, transport);
  expect(transport.request.method).toBe("GET");
  expect([...transport.query]).toEqual([["PageSize", "50"]]);
  expect((messages as { body: string }[]).map(({ body }) => body)).toEqual(["second", "first"]);
});

test("reads only, on the server only", () => {
  for (const id of ["listMessages", "listMessagesPage", "readMessage"]) {
    expect([commandOf(id).effect, commandOf(id).runsIn]).toEqual(["read", ["cloud"]]);
  }
});

test("takes no input at all as no criteria", () => {
  for (const input of [
    undefined,
    null,
    {},
    { criteria: null, limit: null },
    { criteria: { to: "" } },
  ]) {
    expect(normalOf("listMessages", input)).toEqual({ criteria: {}, limit: 50 });
  }
});

test("gives Twilio its own names for criteria, the inequality part of the name", async () => {
  const transport = new ScriptedTransport(aPage([]));
  const criteria = {
    to: "+15558675310",
    from: "whatsapp:+15005550006",
    dateSent: "2026-02-03",
    dateSentBefore: new Date("2026-02-03T10:00:00Z"),
    dateSentAfter: "2026-02-03T10:00:00+02:00",
  };
  expect(await runCommand("listMessages", { criteria, limit: 1000 }, transport)).toEqual([]);
  expect([...transport.query]).toEqual([
    ["To", "+15558675310"],
    ["From", "whatsapp:+15005550006"],
    ["DateSent", "2026-02-03"],
    ["DateSent<", "2026-02-03T10:00:00Z"],
    ["DateSent>", "2026-02-03T08:00:00Z"],
    ["PageSize", "1000"],
  ]);
  expect(transport.request.url).toContain("DateSent%3C=");
});

test("never gives more than the limit, whatever comes", async () => {
  const transport = new ScriptedTransport(aPage([aMessage(), aMessage(), aMessage()]));
  expect(await runCommand("listMessages", { limit: 2 }, transport)).toHaveLength(2);
});

test("refuses limits outside of 1 to 1000", () => {
  for (const limit of [0, -1, 1001, 1.5, "50", Infinity]) {
    expect(problemsOf("listMessages", { limit })[0]?.path).toBe("limit");
  }
});

test("names limit or listMessagesPage for paging words inside criteria", () => {
  for (const name of ["pageSize", "limit", "PageSize"]) {
    expect(problemsOf("listMessages", { criteria: { [name]: 5 } })[0]?.hint).toContain('"limit"');
  }
  for (const name of ["pageToken", "pageNumber", "page", "PageToken"]) {
    const [problem] = problemsOf("listMessages", { criteria: { [name]: "x" } });
    expect(problem?.code).toBe("PROPERTY_MISPLACED");
    expect(problem?.hint).toContain("listMessagesPage");
  }
  expect(problemsOf("listMessages", { pageToken: "x" })[0]?.hint).toContain("listMessagesPage");
});

test("refuses criteria that Twilio does not have and names the nearest", () => {
  expect(problemsOf("listMessages", { criteria: { dateSentAftr: "x" } })[0]?.hint).toContain(
    '"dateSentAfter"',
  );
  expect(problemsOf("listMessages", { criteria: { status: "sent" } })[0]?.code).toBe(
    "PROPERTY_UNKNOWN",
  );
});

test("refuses dates that no calendar has", () => {
  for (const dateSent of [
    "2026-02-29",
    "2026-13-01",
    "03/02/2026",
    "2026-02-03T24:61:00Z",
    "now",
    5,
  ]) {
    expect(problemsOf("listMessages", { criteria: { dateSent } })[0]?.path).toBe(
      "criteria.dateSent",
    );
  }
  const criteria = { dateSent: new Date(Number.NaN) };
  expect(problemsOf("listMessages", { criteria })[0]?.path).toBe("criteria.dateSent");
});

test("gives tokens for both neighbours that hold neither number nor address", async () => {
  const next = `${pageUri}&Page=2&PageToken=PA${sid}`;
  const previous = `${pageUri}&Page=0&PageToken=PB${sid}`;
  const transport = new ScriptedTransport(
    aPage([aMessage()], { next, previous }),
    aPage([]),
    aPage([]),
  );
  const input = { criteria: { to: "+15558675310" }, limit: 2 };
  const page = (await runCommand("listMessagesPage", input, transport)) as {
    messages: unknown[];
    nextPageToken: string;
    previousPageToken: string;
  };
  expect(page.messages).toHaveLength(1);
  for (const token of [page.nextPageToken, page.previousPageToken]) {
    expect(token).toMatch(/^[\w-]+$/u);
    expect(Buffer.from(token, "base64url").toString()).not.toMatch(/8675310|http/u);
  }
  await runCommand("listMessagesPage", { ...input, pageToken: page.nextPageToken }, transport);
  expect([...transport.query]).toEqual([
    ["To", "+15558675310"],
    ["PageSize", "2"],
    ["Page", "2"],
    ["PageToken", `PA${sid}`],
  ]);
  await runCommand("listMessagesPage", { ...input, pageToken: page.previousPageToken }, transport);
  expect(transport.query.get("Page")).toBe("0");
  expect(transport.query.get("PageToken")).toBe(`PB${sid}`);
});

test("has no tokens on the only page", async () => {
  const page = await runCommand("listMessagesPage", {}, new ScriptedTransport(aPage([])));
  expect(page).toEqual({ messages: [], nextPageToken: null, previousPageToken: null });
});

test("sends credentials to its own origin only, wherever an answer or a token points", async () => {
  const evil = "https://evil.example/2010-04-01/x.json?Page=1&PageToken=PAx";
  const answer = aPage([], { next: evil, previous: evil });
  const transport = new ScriptedTransport(answer, aPage([]));
  const page = (await runCommand("listMessagesPage", {}, transport)) as { nextPageToken: string };
  await runCommand("listMessagesPage", { pageToken: page.nextPageToken }, transport);
  for (const { url } of transport.requests) {
    expect(url).toMatch(
      new RegExp(`^https://api\\.twilio\\.com/2010-04-01/Accounts/${accountSid}/`, "u"),
    );
  }
});

test("refuses tokens that it has not given", () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const wrong = [
    "https://evil.example/",
    "not a token",
    encode({ page: 1 }),
    encode([1]),
    encode([1, 2]),
    encode([-1, null]),
    encode([null, null]),
    encode([0, "PA&x=y"]),
    encode([0, "a".repeat(201)]),
    `${encode([1, null])}=`,
    "x".repeat(600),
    5,
  ];
  for (const pageToken of wrong) {
    expect(problemsOf("listMessagesPage", { pageToken })[0]?.path).toBe("pageToken");
  }
});

test("an answer that is no page is a fault and not an empty list", async () => {
  for (const body of [{ rows: 1 }, { messages: [{}] }, { messages: null }]) {
    const transport = new ScriptedTransport({
      status: 200,
      headers: {},
      body: JSON.stringify(body),
    });
    const report = await failureOf(runCommand("listMessages", {}, transport));
    expect(report).toMatchObject({ code: "SERVICE_FAULT", outcome: "not-done" });
  }
});
