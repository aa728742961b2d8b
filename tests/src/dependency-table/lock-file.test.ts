import { expect, test } from "vitest";

import { readJson } from "./workspace.ts";

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly resolved?: string }>>;
}

test("the lock file ties no package to the address of a registry", () => {
  const { packages } = readJson("package-lock.json") as LockFile;
  const addresses = Object.values(packages).filter(({ resolved }) => resolved?.includes("://"));
  expect(addresses).toEqual([]);
});
