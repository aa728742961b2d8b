import Fastify from "fastify";
import { expect, it } from "vitest";

import { makeAccounts } from "../../../accounts/make-accounts.ts";
import { makeContext } from "../../../make-context.ts";
import { aSimulator } from "../../../testing/a-simulator.ts";
import { controls } from "../controls.ts";
import { controlsDocument } from "./document.ts";

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, { summary: string; requestBody?: unknown }>>;
  readonly components: { schemas: Record<string, { properties: Record<string, unknown> }> };
}

const document = controlsDocument() as Document;

it("describes exactly the controls that there are", async () => {
  const routes: string[] = [];
  const app = Fastify();
  app.addHook("onRoute", ({ method, url }) => {
    if (method !== "HEAD") routes.push(`${String(method).toLowerCase()} ${url}`);
  });
  controls(app, makeContext(makeAccounts(new Date()), {}));
  await app.close();
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path.replace("/simulator", "")}`),
  );
  const inOrder = (texts: string[]) => texts.toSorted((left, right) => (left < right ? -1 : 1));
  const asRoutes = described.map((text) => text.replaceAll(/\{(\w+)\}/g, ":$1"));
  expect(inOrder(asRoutes)).toEqual(inOrder(routes));
});

it("names no shape that it lacks, and has none that nobody names", () => {
  const text = JSON.stringify(document);
  const named = new Set(
    [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name),
  );
  expect(named).toEqual(new Set(Object.keys(document.components.schemas)));
});

it("is served, and tells the fields of what is really answered", async () => {
  await using sim = await aSimulator();
  expect(await (await sim.control("GET", "/openapi.json")).json()).toEqual(document);
  await sim.call("POST", "/Messages.json", {
    From: "+15005550006",
    To: "+15550001111",
    Body: "Hi",
  });
  const { messages } = await (await sim.control("GET", "/messages")).json();
  const fault = await (await sim.control("POST", "/faults", { kind: "error-before" })).json();
  const { requests } = await (await sim.control("GET", "/requests")).json();
  const answers = {
    Message: messages[0],
    Fault: fault,
    Clock: await (await sim.control("GET", "/clock")).json(),
    Settings: await (await sim.control("GET", "/settings")).json(),
    Request: requests[0],
  };
  for (const [name, answer] of Object.entries(answers)) {
    const fields = Object.keys(document.components.schemas[name]?.properties ?? {});
    expect(new Set(Object.keys(answer)), name).toEqual(new Set(fields));
  }
});
