import { auditActions, type AuditEntry } from "@trunkline/api-contract";
import { afterAll, beforeAll, expect, it } from "vitest";

import { makeUser, postSignIn, signIn, testPassword } from "../../../testing/a-user.ts";
import { aText, callHook, makeHook, sendResponse, sendText } from "../../../testing/hook-flow.ts";
import {
  startTestServer,
  testProfileSettings,
  type TestServer,
} from "../../../testing/test-server.ts";
import { answerJson } from "../../../testing/twilio-stub.ts";

/** What must never stand in an entry, whatever is done with it. */
const secrets = {
  email: "rosalind.private@example.com",
  password: "a password that nobody else knows",
  number: "+15550001111",
  sender: "+15005550006",
  text: "Your code is 934211, dear Rosalind.",
  signing: "a-signing-secret-of-32-characters",
  authToken: testProfileSettings.authToken,
  accountSid: testProfileSettings.accountSid,
};
/** It only costs time when something is broken. */
const patiently = { timeout: 20_000 };
const origin = "203.0.113.7";
const from = { "x-forwarded-for": origin };

let server: TestServer;
let rosa: { readonly id: string; readonly headers: Readonly<Record<string, string>> };
beforeAll(async () => {
  server = await startTestServer({ trustedProxies: ["127.0.0.1"] });
  const { email } = secrets;
  const { id } = await makeUser(server, { name: "Rosa", email, isOwner: true });
  rosa = { id, headers: { ...(await signIn(server, email)), ...from } };
});
afterAll(() => server[Symbol.asyncDispose]());

/** Does something as Rosa; a body makes it a POST. */
async function rosaDoes(method: string, path: string, body?: unknown, match?: string) {
  const headers = match === undefined ? rosa.headers : { ...rosa.headers, "if-match": match };
  const answer = await server.api(path, { method, body, headers });
  expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer;
}

/** The entries that came since the last look, oldest first. */
async function newEntries(): Promise<AuditEntry[]> {
  const { body } = await server.api("/api/audit?pageSize=200");
  const entries: AuditEntry[] = body.entries.toReversed();
  const fresh = entries.slice(seen);
  seen = entries.length;
  return fresh;
}
let seen = 0;

const shop = "/api/apps/shop";
const flow = `${shop}/flows/hello`;
const rules = { hooks: { hello: [{ group: "Public" }] } };
const profile = () => ({ ...testProfileSettings, baseUrl: server.twilio.url });

/** What is done, in this order, and what is to be recorded of it: its subject and its app. */
interface Deed {
  readonly does: () => Promise<unknown>;
  readonly records: readonly (readonly [action: string, subject: string, app: string | null])[];
}

/** The id of Jo, who is made on the way. */
async function jo(): Promise<string> {
  const { body } = await server.api("/api/users");
  return body.users.find(({ name }: { name: string }) => name === "Jo").id;
}

const deeds: readonly Deed[] = [
  {
    does: () => rosaDoes("POST", "/api/apps", { name: "bakery" }),
    records: [["app.created", "bakery", "bakery"]],
  },
  {
    does: async () => {
      const { number: toPhone, text: msg } = secrets;
      const hook = { stack: [sendText([sendResponse(aText(msg))])], settings: {} } as const;
      await makeHook(server, "send", hook, false);
      const body = { request: { body: { toPhone, msg } } };
      const { run } = (await rosaDoes("POST", `${shop}/flows/send/test`, body)).body;
      await expect
        .poll(async () => (await server.api(`${shop}/runs/${run}`)).body.status, patiently)
        .toBe("finished");
      const shown = await rosaDoes("POST", `${shop}/runs/${run}/unmask`);
      expect(JSON.stringify(shown.body)).toContain(secrets.text);
    },
    records: [
      ["flow.saved", "send", "shop"],
      ["run.unmasked", "run_", "shop"],
    ],
  },
  {
    does: () =>
      rosaDoes("POST", `${shop}/profiles`, {
        name: "second",
        service: "twilio",
        settings: profile(),
      }),
    records: [["profile.created", "second", "shop"]],
  },
  {
    does: () =>
      rosaDoes("PATCH", `${shop}/profiles/second`, {
        settings: { region: "ie1", [secrets.number]: null },
      }),
    records: [["profile.changed", "second", "shop"]],
  },
  {
    does: async () => {
      server.twilio.answerWith((_request, response) => answerJson(response, 200, {}));
      await rosaDoes("POST", `${shop}/profiles/second/test`);
    },
    records: [["profile.tested", "second", "shop"]],
  },
  {
    does: async () => {
      const settings = { defaultSender: secrets.sender };
      const body = { name: "more", service: "twilio", profile: "second", settings };
      await rosaDoes("POST", `${shop}/connections`, body);
      const change = { settings: { draftRecipients: [secrets.number] } };
      await rosaDoes("PATCH", `${shop}/connections/more`, change);
      // The same again is no change.
      await rosaDoes("PATCH", `${shop}/connections/more`, change);
      await rosaDoes("DELETE", `${shop}/connections/more`);
      await rosaDoes("DELETE", `${shop}/profiles/second`);
    },
    records: [
      ["connection.saved", "more", "shop"],
      ["connection.saved", "more", "shop"],
      ["connection.deleted", "more", "shop"],
      ["profile.deleted", "second", "shop"],
    ],
  },
  {
    does: async () => {
      const hook = { stack: [sendResponse(aText(secrets.text))], settings: {} } as const;
      await makeHook(server, "hello", hook, false);
      await rosaDoes("POST", `${flow}/publish`);
    },
    records: [
      ["flow.saved", "hello", "shop"],
      ["flow.published", "hello", "shop"],
    ],
  },
  {
    does: async () => {
      await rosaDoes("PUT", `${flow}/signing-secret`, { secret: secrets.signing });
      await rosaDoes("DELETE", `${flow}/signing-secret`);
    },
    records: [
      ["flow.secret-changed", "hello", "shop"],
      ["flow.secret-changed", "hello", "shop"],
    ],
  },
  {
    does: () => rosaDoes("PUT", `${shop}/rules`, rules),
    records: [["rules.saved", "rules", "shop"]],
  },
  {
    does: async () => {
      const { body } = await rosaDoes("POST", `${shop}/releases`, { note: secrets.text });
      expect(body.number).toBe(2);
      await rosaDoes("POST", `${shop}/releases/1/activate`);
    },
    records: [
      ["release.published", "2", "shop"],
      ["release.activated", "1", "shop"],
    ],
  },
  {
    does: async () => {
      const { flows, ...others } = (await server.api(`${shop}/documents`)).body;
      const { connections, groups } = others;
      const kept = flows.filter(({ name }: { name: string }) => name === "hello");
      await rosaDoes("PUT", `${shop}/documents`, { flows: kept, connections, groups, rules }, "*");
    },
    records: [["documents.replaced", "draft", "shop"]],
  },
  {
    does: () => rosaDoes("DELETE", flow),
    records: [["flow.deleted", "hello", "shop"]],
  },
  {
    does: async () => {
      await rosaDoes("POST", `${shop}/groups`, { name: "Drivers" });
      await rosaDoes("DELETE", `${shop}/groups/Drivers`);
    },
    records: [
      ["group.made", "Drivers", "shop"],
      ["group.deleted", "Drivers", "shop"],
    ],
  },
  {
    does: async () => {
      const email = `jo.${secrets.email}`;
      const { password } = secrets;
      await rosaDoes("POST", "/api/users", { name: "Jo", email, password });
      const path = `/api/users/${await jo()}`;
      await rosaDoes("PATCH", path, { email: `jo2.${secrets.email}` });
      const memberships = [{ app: "shop", group: "Riders", role: "Manager" }];
      await rosaDoes("PUT", `${path}/memberships`, { memberships });
      // The same again is no change.
      await rosaDoes("PUT", `${path}/memberships`, { memberships });
      await rosaDoes("PUT", `${path}/password`, { password: testPassword });
      await rosaDoes("POST", `${path}/disable`);
      await rosaDoes("POST", `${path}/enable`);
    },
    records: [
      ["user.created", "usr_", null],
      ["user.changed", "usr_", null],
      ["group.made", "Riders", "shop"],
      ["membership.changed", "usr_", "shop"],
      ["password.changed", "usr_", null],
      ["user.disabled", "usr_", null],
      ["user.enabled", "usr_", null],
    ],
  },
  {
    does: async () => {
      const path = `/api/users/${await jo()}/keys`;
      const { body } = await rosaDoes("POST", path, { kind: "web-hook", name: "till" });
      made.push(body.key);
      await rosaDoes("DELETE", `/api/keys/${body.id}`);
    },
    records: [
      ["key.made", "ukey_", null],
      ["key.revoked", "ukey_", null],
    ],
  },
  {
    does: async () => {
      const { email, password } = secrets;
      expect((await postSignIn(server, email, password, from)).status).toBe(401);
      expect((await postSignIn(server, `x${email}`, password, from)).status).toBe(401);
      const started = await postSignIn(server, email, testPassword, from);
      expect(started.status).toBe(200);
      const [cookie = ""] = started.headers.getSetCookie();
      made.push(cookie.slice(cookie.indexOf("=") + 1, cookie.indexOf(";")));
      const { body } = await server.api("/api/me/sessions", { headers: rosa.headers });
      const other = body.sessions.find((one: { isCurrent: boolean }) => !one.isCurrent);
      await rosaDoes("DELETE", `/api/me/sessions/${other.id}`);
    },
    records: [
      ["session.refused", "usr_", null],
      ["session.refused", "unknown user", null],
      ["session.started", "usr_", null],
      ["session.ended", "ses_", null],
    ],
  },
  {
    does: () => rosaDoes("POST", `${shop}/copy`, { name: "shop-test" }),
    records: [
      ["app.copied", "shop-test", "shop"],
      ["app.created", "shop-test", "shop-test"],
    ],
  },
  {
    does: async () => {
      await rosaDoes("POST", "/api/apps/bakery/archive");
      await rosaDoes("POST", "/api/apps/bakery/restore");
      await rosaDoes("DELETE", "/api/apps/bakery?confirm=bakery");
    },
    records: [
      ["app.archived", "bakery", "bakery"],
      ["app.restored", "bakery", "bakery"],
      ["app.deleted", "bakery", "bakery"],
    ],
  },
  {
    does: () => rosaDoes("POST", "/api/vault/rotate"),
    records: [["vault.rotated", "", null]],
  },
];

/** Keys and cookies that were given out. */
const made: string[] = [];
/** Those that the helpers do with the server's own key, from this machine. */
const byServerKey = ["flow.saved"];

it("records everything that it says it records, with who did it, from where and to what", async () => {
  await newEntries();
  const recorded = new Set<string>();
  for (const { does, records } of deeds) {
    await does();
    const entries = await newEntries();
    expect(entries.map(({ action, app }) => [action, app])).toEqual(
      records.map(([action, , app]) => [action, app]),
    );
    for (const [at, entry] of entries.entries()) {
      recorded.add(entry.action);
      expect(entry.subject, entry.action).toMatch(new RegExp(`^${records[at]?.[1]}`, "u"));
      if (byServerKey.includes(entry.action)) {
        expect(entry).toMatchObject({ actor: "owner", user: null, origin: "127.0.0.1" });
      } else if (entry.action === "session.refused") {
        expect(entry).toMatchObject({ actor: "nobody", user: null, origin });
      } else {
        expect(entry, entry.action).toMatchObject({ actor: "Rosa", user: rosa.id, origin });
      }
    }
  }
  expect([...recorded].toSorted()).toEqual([...auditActions].toSorted());
});

it("holds no secret, number, e-mail or text of all that", async () => {
  const { rows } = await server.database.pool.query("select * from audit_entries");
  expect(rows.length).toBeGreaterThan(auditActions.length);
  const all = JSON.stringify(rows);
  expect(made).toHaveLength(2);
  for (const secret of [...Object.values(secrets), ...made, testPassword, "@example.com"]) {
    expect(all.includes(secret), `an entry holds ${secret}`).toBe(false);
  }
});

it("writes nothing for what Web Hooks and the command API do", async () => {
  await newEntries();
  const hook = { stack: [sendResponse(aText("hi"))], settings: { access: "public" } } as const;
  await makeHook(server, "often", hook);
  await newEntries();
  expect((await callHook(server, "/hooks/shop/often")).status).toBe(200);
  expect((await callHook(server, "/hooks/shop/none")).status).toBe(404);
  await server.send({ toPhone: secrets.number, msg: secrets.text });
  expect(await newEntries()).toEqual([]);
});
