import { expect, it } from "vitest";

import { anIdentity } from "../../testing/an-identity.ts";
import { asCaller, keyIn } from "./caller.ts";

const key = "a-key";
const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

it("finds the key in Bearer, and in the password of Basic whatever the user name", () => {
  for (const header of [`Bearer ${key}`, `bearer  ${key}`, basic(`me:${key}`), basic(`:${key}`)]) {
    expect(keyIn(header)).toBe(key);
  }
  expect(keyIn(basic(`${key}:a:b`))).toBe("a:b");
});

it("finds none in anything else", () => {
  for (const header of [undefined, "", "Bearer", "Digest abc", basic("no colon"), basic("me:")]) {
    expect(keyIn(header)).toBeNull();
  }
});

it("shows a flow its caller's name and his groups in that app, in order", () => {
  const groups = {
    app_1: { Support: "Manager", Billing: "Supervisor" },
    app_2: { Sales: "Dept Lead" },
  } as const;
  const identity = anIdentity({ groups });
  expect(asCaller(identity, "app_1")).toEqual({
    identity,
    name: "user:usr_1",
    shown: { name: "Ada", groups: ["All Users", "Billing", "Support"] },
  });
  expect(asCaller(identity, "app_3").shown).toEqual({ name: "Ada", groups: [] });
});

it("shows the owner as one of Admin in every app", () => {
  const owner = anIdentity({
    isOwner: true,
    name: "owner",
    groups: { app_1: { Support: "Manager" } },
  });
  expect(asCaller(owner, "app_2").shown).toEqual({ name: "owner", groups: ["Admin", "All Users"] });
  expect(asCaller(owner, "app_1").shown).toEqual({
    name: "owner",
    groups: ["Admin", "All Users", "Support"],
  });
});

it("takes everybody whom nobody knows as one caller without a name", () => {
  expect(asCaller(null, "app_1")).toEqual({ identity: null, name: "public", shown: null });
});
