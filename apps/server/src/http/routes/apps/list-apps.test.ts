import { expect, it } from "vitest";

import { makeKeyedUser } from "../../../testing/keyed-user.ts";
import { startTestServer } from "../../../testing/test-server.ts";

it("lists all apps for the owner, and for others those that they build", async () => {
  await using server = await startTestServer();
  for (const name of ["bakery", "clinic"]) await server.api("/api/apps", { body: { name } });
  const groups = { clinic: { Admin: "Staff Level 1" }, shop: { Support: "Manager" } } as const;
  const builder = await makeKeyedUser(server, "Builder", { groups });
  const nobody = await makeKeyedUser(server, "Nobody");
  const seenBy = async (key: string | null, query = "") => {
    const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
    const { body } = await server.api(`/api/apps${query}`, { headers });
    return [body.apps.map(({ name }: { name: string }) => name), body.nextPageToken];
  };
  expect(await seenBy(null)).toEqual([["bakery", "clinic", "shop"], null]);
  expect(await seenBy(builder.apiKey)).toEqual([["clinic"], null]);
  expect(await seenBy(builder.apiKey, "?pageSize=1")).toEqual([["clinic"], null]);
  expect(await seenBy(nobody.apiKey)).toEqual([[], null]);
});
