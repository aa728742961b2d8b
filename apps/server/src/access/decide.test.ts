import { type Role, roles, type Rule } from "@trunkline/api-contract";
import { expect, it } from "vitest";

import { anIdentity } from "../testing/an-identity.ts";
import { decide } from "./decide.ts";
import type { Demand, Identity, IdentityKind } from "./identity.ts";

const shop = "app_shop";
const other = "app_other";
const kinds: readonly IdentityKind[] = ["server-key", "session", "api-key", "web-hook-key"];

const owner = anIdentity({ isOwner: true });
const serverKey = anIdentity({ kind: "server-key", user: null, caller: "owner", isOwner: true });
const admin = anIdentity({ groups: { [shop]: { Admin: "Staff Level 1" } } });
const nobody = anIdentity();

const may = (identity: Identity | null, demand: Demand) => decide(identity, demand).allowed;
const ruleOf = (rule: Rule): Demand => ({ kind: "rule", app: shop, rule, of: "the Web Hook" });
const mayBy = (identity: Identity | null, rule: Rule) => may(identity, ruleOf(rule));

it("lets every role in where it or a lower one is asked for, in that group alone", () => {
  for (const [has, ownRole] of roles.entries()) {
    const member = anIdentity({ groups: { [shop]: { Support: ownRole } } });
    for (const [wanted, role] of roles.entries()) {
      expect([ownRole, role, mayBy(member, [{ group: "Support", role }])]).toEqual([
        ownRole,
        role,
        has >= wanted,
      ]);
      expect(mayBy(member, [{ group: "Sales", role }])).toBe(false);
    }
    expect(mayBy(member, [{ group: "Support" }])).toBe(true);
  }
});

it("takes the entries of a rule as alternatives", () => {
  const rule: Rule = [{ group: "Support", role: "Manager" }, { group: "Sales" }];
  const inGroups = (groups: Record<string, Role>) =>
    mayBy(anIdentity({ groups: { [shop]: groups } }), rule);
  expect(inGroups({ Support: "Supervisor" })).toBe(false);
  expect(inGroups({ Support: "Manager" })).toBe(true);
  expect(inGroups({ Support: "Supervisor", Sales: "Staff Level 1" })).toBe(true);
});

it("takes the same group twice in a rule as its lower role", () => {
  const rule: Rule = [{ group: "Support", role: "Dept Lead" }, { group: "Support" }];
  expect(mayBy(anIdentity({ groups: { [shop]: { Support: "Staff Level 1" } } }), rule)).toBe(true);
});

it("lets Admin of the app and the owner through every rule, with whatever role", () => {
  for (const rule of [[], [{ group: "Gone", role: "Dept Lead" }] satisfies Rule]) {
    for (const identity of [owner, serverKey, admin]) expect(mayBy(identity, rule)).toBe(true);
    expect(mayBy(nobody, rule)).toBe(false);
    expect(mayBy(null, rule)).toBe(false);
  }
});

it("lets anybody in where one entry is Public, whatever role stands with it", () => {
  for (const rule of [
    [{ group: "Public" }],
    [{ group: "Gone" }, { group: "Public", role: "Manager" }],
  ] satisfies Rule[]) {
    for (const identity of [null, nobody, owner]) expect(mayBy(identity, rule)).toBe(true);
  }
});

it("takes everybody with a membership for All Users, and nobody else", () => {
  const rule: Rule = [{ group: "All Users" }];
  const raised: Rule = [{ group: "All Users", role: "Supervisor" }];
  expect(mayBy(anIdentity({ groups: { [shop]: { Support: "Dept Lead" } } }), rule)).toBe(true);
  expect(mayBy(anIdentity({ groups: { [shop]: { Support: "Dept Lead" } } }), raised)).toBe(false);
  expect(mayBy(anIdentity({ groups: { [shop]: { "All Users": "Manager" } } }), raised)).toBe(true);
  expect(mayBy(nobody, rule)).toBe(false);
});

it("holds memberships of another app for nothing", () => {
  const stranger = anIdentity({
    groups: { [other]: { Admin: "Dept Lead", Support: "Dept Lead", "All Users": "Dept Lead" } },
  });
  const rule: Rule = [{ group: "Support" }, { group: "All Users" }, { group: "Admin" }];
  expect(mayBy(stranger, rule)).toBe(false);
  expect(may(stranger, { kind: "builder", app: shop })).toBe(false);
  expect(may(stranger, { kind: "builder", app: other })).toBe(true);
});

it("lets nobody in by a group that is gone", () => {
  const member = anIdentity({ groups: { [shop]: { Support: "Dept Lead" } } });
  expect(mayBy(member, [{ group: "Gone" }])).toBe(false);
  expect(mayBy(member, [{ group: "Gone" }, { group: "Support" }])).toBe(true);
});

it("never takes a group for another that is only written alike", () => {
  const member = anIdentity({ groups: { [shop]: { admin: "Dept Lead", public: "Dept Lead" } } });
  expect(mayBy(member, [{ group: "Support" }])).toBe(false);
  expect(mayBy(null, [{ group: "public" }])).toBe(false);
});

it("takes only Admin of the app and the owner for builders, and nobody for one of no app", () => {
  const member = anIdentity({ groups: { [shop]: { Support: "Dept Lead" } } });
  const builder = (app: "app_shop" | null): Demand => ({ kind: "builder", app });
  const who = [owner, serverKey, admin, member, nobody, null];
  expect(who.map((one) => may(one, builder(shop)))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(who.map((one) => may(one, builder(null)))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

it("refuses an app that is not there in the words of one that is somebody else's", () => {
  expect(decide(nobody, { kind: "builder", app: null })).toEqual(
    decide(nobody, { kind: "builder", app: shop }),
  );
});

it("knows the owner, a user himself, whoever is signed in, and anybody", () => {
  const self: Demand = { kind: "self", user: "usr_1" };
  const somebodyElse = anIdentity({ user: "usr_2" });
  expect([owner, serverKey, admin, null].map((one) => may(one, { kind: "owner" }))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  const asked = [owner, serverKey, nobody, somebodyElse, null];
  expect(asked.map((one) => may(one, self))).toEqual([true, true, true, false, false]);
  expect([serverKey, nobody, null].map((one) => may(one, { kind: "signed-in" }))).toEqual([
    true,
    true,
    false,
  ]);
  expect([serverKey, nobody, null].map((one) => may(one, { kind: "anybody" }))).toEqual([
    true,
    true,
    true,
  ]);
});

it("opens nothing but rules to a Web Hook Key, be it the owner's", () => {
  const demands: readonly Demand[] = [
    { kind: "owner" },
    { kind: "signed-in" },
    { kind: "self", user: "usr_1" },
    { kind: "builder", app: shop },
  ];
  for (const kind of kinds) {
    const identity = anIdentity({ kind, isOwner: true });
    const answers = demands.map((demand) => may(identity, demand));
    expect([kind, ...answers]).toEqual([kind, ...demands.map(() => kind !== "web-hook-key")]);
    expect(mayBy(identity, [])).toBe(true);
  }
});

it("says in a refusal which rule refused and whom it lets in", () => {
  const of = 'the Web Hook "order-update"';
  const asked = (rule: Rule) => decide(nobody, { kind: "rule", app: shop, rule, of });
  expect(asked([{ group: "Support", role: "Manager" }, { group: "Sales" }])).toEqual({
    allowed: false,
    message: 'The rule of the Web Hook "order-update" does not let this caller in.',
    hint: "It lets in Admin, Support from Manager on and Sales.",
  });
  expect(asked([])).toMatchObject({ hint: "It lets in Admin alone." });
  expect(asked([{ group: "Admin" }])).toMatchObject({ hint: "It lets in Admin alone." });
});
