import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { aSimulator, type TestSimulator } from "../../testing/a-simulator.ts";
import { chromiumArgs, findChromium } from "../../testing/chromium.ts";

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const phoneNumber = "+15550142231";
const ourNumber = "+15005550006";

let browser: Browser;
let sim: TestSimulator;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  const executablePath = findChromium(process.env["CHROMIUM_PATH"]);
  browser = await chromium.launch({ executablePath, args: [...chromiumArgs] });
});

afterAll(() => browser?.close());

beforeEach(async () => {
  sim = await aSimulator();
  page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (line) => {
    if (line.type() === "error") complaints.push(line.text());
  });
  await page.goto(sim.url);
});

afterEach(async () => {
  await page.close();
  await sim[Symbol.asyncDispose]();
});

async function send(body: string): Promise<Response> {
  return sim.call("POST", "/Messages.json", { From: ourNumber, To: phoneNumber, Body: body });
}

const phone = () => page.locator(`[data-number="${phoneNumber}"]`);
const faultSwitch = (kind: string) => page.locator(`[role="switch"][data-kind="${kind}"]`);

async function reply(body: string): Promise<void> {
  await phone().locator(".reply input").fill(body);
  await page.keyboard.press("Enter");
}

async function reads(selector: string, text: string): Promise<void> {
  await page.locator(selector).filter({ hasText: text }).first().waitFor();
}

describe("the reply box", { timeout: 60_000 }, () => {
  it("writes to whoever wrote last, and shows it on the phone", async () => {
    await send("Hello");
    await reads(".body", "Hello");
    await reply("<b>Hello</b> yourself");
    await reads(".theirs .body", "<b>Hello</b> yourself");
    sim.clock.advance(5000);
    await reads(".theirs .status", "received by +1 500 555 0006");
    const { messages } = await (await sim.call("GET", "/Messages.json")).json();
    expect(messages[0]).toMatchObject({ from: phoneNumber, to: ourNumber, direction: "inbound" });
    await expect.poll(() => phone().locator(".reply input").inputValue()).toBe("");
    expect(complaints).toEqual([]);
  });

  it("stops texts with STOP and takes them again after START", async () => {
    await send("Hello");
    await reply("STOP");
    await reads(".theirs .body", "STOP");
    sim.clock.advance(5000);
    await reads(".theirs .status", "opted out of +1 500 555 0006");
    expect((await (await send("Refused")).json()).code).toBe(21610);
    await reads(".note", "was refused with 21610");
    await reply("START");
    await reads(".theirs .body", "START");
    sim.clock.advance(5000);
    await reads(".theirs .status", "opted in to");
    expect((await send("Taken")).status).toBe(201);
  });

  it("says what is wrong and keeps what was typed", async () => {
    const foreign = { to: phoneNumber, from: "+15550009999" };
    await send("Hello");
    await page.route("**/simulator/inbound", async (route) => {
      const body = JSON.stringify({ ...foreign, body: "x" });
      await route.continue({ postData: body });
    });
    await reply("Nobody");
    await reads("#trouble", '"to" must be a number of an account here.');
    expect(await phone().locator(".reply input").inputValue()).toBe("Nobody");
  });
});

describe("the rest of the page", { timeout: 60_000 }, () => {
  it("adds phones that can write first, and says which numbers are none", async () => {
    await page.locator("#add").click();
    await page.locator("#number").fill("hello");
    await page.keyboard.press("Enter");
    await reads("#number-fault", "with its country");
    await page.locator("#number").fill("+1 (555) 014-2231");
    await page.keyboard.press("Enter");
    await reply("First!");
    await reads(".theirs .body", "First!");
    await sim.control("POST", "/reset");
    await expect.poll(() => page.locator("li[data-sid]").count()).toBe(0);
    expect(await phone().count()).toBe(1);
  });

  it("switches faults on and off, one kind at a time, and counts how often they strike", async () => {
    await sim.control("POST", "/faults", { kind: "error-before", probability: 0.25, times: 3 });
    await reads(".chips", "25 %");
    await faultSwitch("too-many-requests").click();
    await reads("#faults-on", "2 on");
    await faultSwitch("error-before").click();
    await reads("#faults-on", "1 on");
    expect((await send("Hello")).status).toBe(429);
    await reads(".struck", "× 1");
    await page.locator("#faults-off").click();
    await reads("#faults-on", "all off");
    expect((await send("Hello")).status).toBe(201);
    expect(complaints).toEqual([]);
  });

  it("stops the clock and runs it faster, and shows when somebody else does", async () => {
    const pressed = page.locator('[data-mode][aria-pressed="true"]');
    await expect.poll(() => pressed.textContent()).toBe("Real");
    await page.locator('[data-mode="stopped"]').click();
    await expect.poll(() => pressed.textContent()).toBe("Stopped");
    const now = "2030-01-02T03:04:05.000Z";
    await sim.control("POST", "/clock", { now });
    await expect.poll(() => page.locator("#time").getAttribute("datetime")).toBe(now);
    await sim.control("POST", "/clock", { mode: "scaled", factor: 10 });
    await expect.poll(() => pressed.textContent()).toBe("× 10");
    await page.locator('[data-mode="real"]').click();
    await expect.poll(() => pressed.textContent()).toBe("Real");
    const { mode } = await (await sim.control("GET", "/clock")).json();
    expect(mode).toBe("real");
  });

  it("marks texts that somebody else has sent", async () => {
    await sim.control("POST", "/faults", { kind: "foreign-twin" });
    await send("Hello");
    await reads(".foreign .status", "foreign twin, sent by nobody you know");
    await expect.poll(() => page.locator("li[data-sid]").count()).toBe(2);
  });

  it("lists the last requests, and what struck them, without anybody's number", async () => {
    await reads("#requests .none", "Nothing has come in yet.");
    await sim.control("POST", "/faults", { kind: "error-after", times: 1 });
    await send("Hello");
    await reads("#requests .answer", "500");
    await send("Hello");
    await reads("#requests .answer", "201");
    await reads("#requests .path", "/Messages.json");
    const words = await page.locator("#requests").textContent();
    expect(words).not.toContain(phoneNumber);
    expect(words).not.toContain(sim.accountSid);
    expect(complaints).toEqual([]);
  });

  it.each([
    ["light", 1440],
    ["dark", 1440],
    ["light", 390],
    ["dark", 390],
  ] as const)("leaves axe nothing to find, %s and %i pixels wide", async (colorScheme, width) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 844 });
    await send("Hello");
    await reply("STOP");
    await faultSwitch("error-before").click();
    await reads("#faults-on", "1 on");
    await reads(".theirs .body", "STOP");
    expect(await axeFindings()).toEqual([]);
    await page.locator("#add").click();
    await page.locator("#number").fill("hello");
    await page.keyboard.press("Enter");
    await reads("#number-fault", "with its country");
    expect(await axeFindings()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
});

/** The page's policy allows no script from elsewhere, so axe comes through the debugger's door. */
async function axeFindings(): Promise<string[]> {
  await page.evaluate(readFileSync(axeFile, "utf8"));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}
