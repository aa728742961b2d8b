import { afterAll, beforeAll, expect, test } from "vitest";

import { makeDataDirectory, type DataDirectory } from "./testing/data-directory.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { expectOneShape } from "./testing/one-shape.ts";
import { type ServerProcess, startServer } from "./testing/server-process.ts";

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  /** Empty where anybody may use it. */
  readonly security?: readonly object[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>;
}

interface OpenApi {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** The addresses that others rely on. */
const promised = [
  "get /healthz",
  "get /readyz",
  "post /api/apps",
  "get /api/apps",
  "get /api/apps/{app}/profiles",
  "post /api/apps/{app}/profiles",
  "get /api/apps/{app}/profiles/{profile}",
  "patch /api/apps/{app}/profiles/{profile}",
  "delete /api/apps/{app}/profiles/{profile}",
  "post /api/apps/{app}/profiles/{profile}/test",
  "get /api/apps/{app}/connections",
  "post /api/apps/{app}/connections",
  "get /api/apps/{app}/connections/{connection}",
  "patch /api/apps/{app}/connections/{connection}",
  "delete /api/apps/{app}/connections/{connection}",
  "post /api/apps/{app}/connections/{connection}/commands/{command}",
  "get /api/apps/{app}/attempts",
  "post /hooks/{app}/{hook}",
  "post /draft-hooks/{app}/{hook}",
  "post /api/vault/rotate",
  "get /api/users",
  "post /api/users",
  "post /api/users/{user}/keys",
  "delete /api/keys/{key}",
  "get /api/apps/{app}/groups",
  "post /api/apps/{app}/groups",
  "get /api/apps/{app}/rules",
  "put /api/apps/{app}/rules",
  "get /api/apps/{app}/releases",
  "post /api/apps/{app}/releases",
  "post /api/apps/{app}/releases/{number}/activate",
  "get /api/apps/{app}/audit",
];

let directory: DataDirectory;
let server: ServerProcess;
let document: OpenApi;

beforeAll(async () => {
  directory = await makeDataDirectory();
  server = await startServer({ dataDir: directory.path });
  const answer = await server.api.call("GET", "/openapi.json", {
    headers: { authorization: null },
  });
  expect(answer.status).toBe(200);
  document = JSON.parse(answer.text) as OpenApi;
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await directory[Symbol.asyncDispose]();
  await nothingIsLeft();
});

function operations(): { method: string; path: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
}

/** Every `$ref` in a document. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "$ref" && typeof inner === "string" ? [inner] : referencesIn(inner),
  );
}

function resolves(reference: string): boolean {
  let at: unknown = document;
  for (const part of reference.replace(/^#\//u, "").split("/")) {
    at = (at as Record<string, unknown>)[part];
    if (at === undefined) return false;
  }
  return reference.startsWith("#/");
}

test("the document is OpenAPI 3.1 and every operation in it is whole", () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/u);
  expect(document.info).toMatchObject({
    title: "Trunkline",
    version: expect.stringMatching(/^\d/u),
  });
  expect(referencesIn(document).filter((reference) => !resolves(reference))).toEqual([]);
  for (const { method, path, operation } of operations()) {
    const where = `${method} ${path}`;
    expect(method).toMatch(/^(?:get|post|put|patch|delete)$/u);
    expect(operation.summary, where).toBeTruthy();
    expect(Object.keys(operation.responses ?? {}), where).not.toEqual([]);
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      expect(status, where).toMatch(/^(?:[1-5]\d\d|[1-5]XX|default)$/u);
      expect(typeof response.description, where).toBe("string");
    }
    const inPath = [...path.matchAll(/\{(\w+)\}/gu)].map((match) => match[1]);
    const declared = (operation.parameters ?? []).filter((one) => one.in === "path");
    expect(
      declared.map((one) => one.name),
      where,
    ).toEqual(inPath);
    expect(
      declared.every((one) => one.required === true),
      where,
    ).toBe(true);
  }
});

test("operation ids are there and occur once", () => {
  const inApi = operations().filter(({ path }) => path.startsWith("/api/"));
  const ids = inApi.map(({ operation }) => operation.operationId);
  expect(ids).not.toContain(undefined);
  expect(new Set(ids).size).toBe(ids.length);
});

test("every promised address is in the document", () => {
  const described = operations().map(({ method, path }) => `${method} ${path}`);
  expect(described).toEqual(expect.arrayContaining(promised));
});

test("every address under /api asks for the key before anything else", async () => {
  const inApi = operations().filter(({ path }) => path.startsWith("/api/"));
  const guarded = inApi.filter(({ operation }) => operation.security?.length !== 0);
  const open = inApi.filter((one) => !guarded.includes(one)).map(({ path }) => path);
  expect(open.toSorted()).toEqual(["/api/sign-in", "/api/sign-out", "/api/welcome"]);
  expect(guarded.length).toBeGreaterThan(50);
  for (const { method, path } of guarded) {
    const address = path.replaceAll(/\{\w+\}/gu, "x");
    for (const authorization of [null, "Bearer not-the-owners-key"]) {
      const answer = await server.api.call(method.toUpperCase(), address, {
        headers: { authorization },
      });
      // Whoever tries many wrong keys is slowed down.
      if (answer.status !== 429 || authorization === null) {
        expect(answer.status, `${method} ${path}`).toBe(401);
        expect(answer.headers["www-authenticate"]).toMatch(/^Bearer/u);
      }
      expect(expectOneShape(answer)).toMatchObject({ outcome: "not-done", retryable: false });
    }
  }
});

test("the reference can be browsed, with everything it needs from the server itself", async () => {
  const open = { headers: { authorization: null } };
  const root = await server.api.call("GET", "/", open);
  expect(root.headers["location"]).toMatch(/^\/reference/u);
  const page = await server.api.call("GET", "/reference/", open);
  const html = page.status === 200 ? page : await server.api.call("GET", "/reference", open);
  expect(html.status).toBe(200);
  expect(html.headers["content-type"]).toMatch(/^text\/html/u);
  const links = [...html.text.matchAll(/(?:src|href)="([^"]+)"/gu)].map((match) => match[1] ?? "");
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) {
    const url = new URL(link, `${server.url}/reference/`);
    expect(url.origin, link).toBe(server.url);
    expect((await server.api.call("GET", url.pathname, open)).status, link).toBe(200);
  }
});
