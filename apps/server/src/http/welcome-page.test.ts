import { readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { makeUser, testPassword } from "../testing/a-user.ts";
import { startChromium } from "../testing/chromium.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let browser: Browser;
let server: TestServer;
let page: Page;
let link: string;
let asked: string[];
let complaints: string[];

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  server = await startTestServer({ withShop: false });
  link = (await readFile(join(server.dataDir, "first-owner.link"), "utf8")).trim();
  page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  asked = [];
  complaints = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (line) => {
    if (line.type() === "error") complaints.push(line.text());
  });
});
afterEach(async () => {
  await page.close();
  await server[Symbol.asyncDispose]();
});

async function fill(password = testPassword): Promise<void> {
  await page.getByLabel("Your name").fill("Rosa <b>Luz</b>");
  await page.getByLabel("E-mail address").fill("rosa@example.com");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Own this server" }).click();
}

describe("the page of the first owner", { timeout: 60_000 }, () => {
  it("makes whoever has the link the owner and signs him in, the link in no address", async () => {
    const token = link.slice(link.indexOf("#") + 1);
    await page.goto(link);
    await fill();
    await page.getByRole("heading", { name: "This server is yours, Rosa <b>Luz</b>" }).waitFor();
    expect(page.url()).toBe(`${server.url}/welcome`);
    expect(asked.every((url) => !url.includes(token))).toBe(true);
    const me = await page.evaluate(async () => (await fetch("/api/me")).json());
    expect(me).toMatchObject({ kind: "session", isOwner: true, email: "rosa@example.com" });
    const stored = await page.evaluate(() => [document.cookie, localStorage.length]);
    expect(stored).toEqual(["", 0]);
    await expect(stat(join(server.dataDir, "first-owner.link"))).rejects.toThrow("ENOENT");
    for (const secret of [token, testPassword, "rosa@example.com"]) {
      expect(server.log.join("")).not.toContain(secret);
    }
    expect(complaints).toEqual([]);
  });

  it("says what is missing, beside the field, and sends nothing", async () => {
    await page.goto(link);
    asked = [];
    await page.getByRole("button", { name: "Own this server" }).click();
    await page.getByText("Type your name.").waitFor();
    await fill("too short");
    await page.getByText("needs 12 characters or more").waitFor();
    const field = page.getByLabel("Password", { exact: true });
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(asked).toEqual([]);
    await page.getByLabel("Show the password").check();
    expect(await field.getAttribute("type")).toBe("text");
  });

  it("says in words when the link is used, and keeps what was typed", async () => {
    await page.goto(link);
    const other = await browser.newPage();
    await other.goto(link);
    await fill();
    await page.getByRole("heading", { name: "This server is yours" }).waitFor();
    await other.getByLabel("Your name").fill("Somebody else");
    await other.getByLabel("E-mail address").fill("else@example.com");
    await other.getByLabel("Password", { exact: true }).fill(testPassword);
    await other.getByRole("button", { name: "Own this server" }).click();
    await other.getByRole("alert").filter({ hasText: "was used already" }).waitFor();
    expect(await other.getByLabel("Your name").inputValue()).toBe("Somebody else");
    await other.close();
  });

  it("says when somebody has the name already, and when the server is away", async () => {
    await makeUser(server, { name: "Rosa <b>luz</b>" });
    await page.goto(link);
    await fill();
    await page.getByRole("alert").filter({ hasText: "a user with this name" }).waitFor();
    await page.route("**/api/welcome", (route) => route.abort());
    await page.getByRole("button", { name: "Own this server" }).click();
    await page.getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  });

  it("says what to do without its link", async () => {
    await page.goto(`${server.url}/welcome`);
    await page.getByRole("heading", { name: "This page needs its link" }).waitFor();
    expect(await page.locator("form").isVisible()).toBe(false);
  });

  it("lets no script in but its own", async () => {
    const answer = await page.goto(link);
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect(answer?.headers()["referrer-policy"]).toBe("no-referrer");
    expect(await page.locator("script:not([src]), [style]").count()).toBe(0);
  });

  it.each([
    ["light", 1440],
    ["dark", 1440],
    ["light", 390],
    ["dark", 390],
  ] as const)("leaves axe nothing to find, %s and %i pixels wide", async (colorScheme, width) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`${server.url}/welcome`);
    await look();
    await page.goto(link);
    await page.reload();
    await look();
    await fill("too short");
    await look();
    await fill();
    await page.getByRole("heading", { name: "This server is yours" }).waitFor();
    await look();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
});

/** The page's policy allows no script from elsewhere, so axe comes through the debugger's door. */
async function look(): Promise<void> {
  await page.evaluate(readFileSync(axeFile, "utf8"));
  const findings = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
  expect(findings).toEqual([]);
}
