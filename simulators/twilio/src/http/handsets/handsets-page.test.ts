import { createServer } from "node:http";

import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { startSimulator } from "../../simulator.ts";
import { aSimulator, type TestSimulator } from "../../testing/a-simulator.ts";
import { chromiumArgs, findChromium } from "../../testing/chromium.ts";

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

async function send(fields: Record<string, string>): Promise<void> {
  const base = { From: "+15005550006", To: "+15550142231" };
  const answer = await sim.call("POST", "/Messages.json", { ...base, ...fields });
  expect(answer.status).toBe(201);
}

const phone = (number: string) => page.locator(`[data-number="${number}"]`);

/** Waits until the page reads like this. */
async function reads(selector: string, text: string): Promise<void> {
  await page.locator(selector).filter({ hasText: text }).first().waitFor({ timeout: 30_000 });
}

const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

describe("the handsets page", { timeout: 60_000 }, () => {
  it("tells how to send the first text, then shows it and its states without a reload", async () => {
    await reads("#empty", "npx trunkline send sms");
    await send({ Body: "Your order is packed." });
    await reads('[data-number="+15550142231"] .body', "Your order is packed.");
    await reads(".status", "queued");
    sim.clock.advance(500);
    await reads(".status", "sent");
    sim.clock.advance(600);
    await reads(".status", "delivered");
    expect(await page.locator("#empty").isVisible()).toBe(false);
    expect(await page.locator(".sender").textContent()).toBe("+1 500 555 0006");
    expect(complaints).toEqual([]);
  });

  it("gives every recipient a phone and says in words why a text did not arrive", async () => {
    await send({ Body: "One" });
    await send({ Body: "Two", To: "+15550000003" });
    await send({ Body: "Three", To: "+15550000003" });
    sim.clock.advance(5000);
    await reads(".status", "undelivered: Unreachable destination handset (30003)");
    expect(await page.locator(".phone").count()).toBe(2);
    expect(await phone("+15550000003").locator(".body").allTextContents()).toEqual([
      "Two",
      "Three",
    ]);
  });

  it("shows markup as the text that it is", async () => {
    const markup = `<img src=x onerror="document.title='broken'"><script>alert(1)</script>`;
    await send({ Body: markup });
    await reads(".body", "<img");
    expect(await page.locator(".body").textContent()).toBe(markup);
    expect(await page.locator(".body *").count()).toBe(0);
    expect(await page.title()).toBe("Simulated handsets");
    expect(complaints).toEqual([]);
  });

  it("shows pictures, and a link in place of what does not load", async () => {
    const pictures = createServer((request, response) => {
      if (request.url === "/here.png") {
        response.writeHead(200, { "content-type": "image/png" }).end(Buffer.from(pixel, "base64"));
      } else {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => pictures.listen(0, "127.0.0.1", resolve));
    const origin = `http://127.0.0.1:${(pictures.address() as { port: number }).port}`;
    await send({ MediaUrl: `${origin}/here.png` });
    await send({ MediaUrl: `${origin}/gone.png` });
    await reads(".file", "gone.png, cannot be shown here");
    await expect
      .poll(() => page.locator("img").evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBe(1);
    await reads(".extra", "MMS");
    pictures.closeAllConnections();
    pictures.close();
  });

  it("shows a picture that came with an inbound text itself", async () => {
    const mediaUrls = [`data:image/png;base64,${pixel}`, "data:application/pdf;base64,JVBERg=="];
    const text = { from: "+15550001111", to: "+15005550006", body: "Look", mediaUrls };
    expect((await sim.control("POST", "/inbound", text)).status).toBe(201);
    await reads(".file", "File, cannot be shown here");
    await expect
      .poll(() => page.locator("img").evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBe(1);
  });

  it("forgets what a reset forgets", async () => {
    await send({ Body: "Hello" });
    await reads(".body", "Hello");
    await sim.control("POST", "/reset");
    await reads("#empty", "No texts yet");
    expect(await page.locator(".phone").count()).toBe(0);
  });

  it("comes back by itself and shows what it missed", async () => {
    const port = Number(new URL(sim.url).port);
    await reads("#connection", "Live");
    await sim.simulator[Symbol.asyncDispose]();
    await reads("#connection", "Simulator is away");
    await using again = await startSimulator({ host: "127.0.0.1", port });
    const [account] = again.accounts;
    if (account === undefined) throw new Error("There is no account.");
    const credentials = Buffer.from(`${account.accountSid}:${account.authToken}`).toString(
      "base64",
    );
    await fetch(`${again.url}/2010-04-01/Accounts/${account.accountSid}/Messages.json`, {
      method: "POST",
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({ From: "+15005550006", To: "+15550142231", Body: "Missed" }),
    });
    await reads(".body", "Missed");
    await reads("#connection", "Live");
  });

  it("offers new texts in a chip while the reader looks at older ones", async () => {
    for (let index = 0; index < 12; index += 1) await send({ Body: `Text ${index}\n\n\nend` });
    await reads(".body", "Text 11");
    await page.locator(".texts").evaluate((list) => list.scrollTo(0, 0));
    await send({ Body: "The newest" });
    await reads(".new", "1 new");
    await page.locator(".new").click();
    await expect.poll(() => page.locator(".new").isVisible()).toBe(false);
  });

  it("keeps the latest fifty texts of a phone, in their order, also when old ones change", async () => {
    for (let index = 0; index < 55; index += 1) await send({ Body: `Text ${index}` });
    await reads(".body", "Text 54");
    sim.clock.advance(5000);
    await reads("li:last-child .status", "delivered");
    const bodies = await page.locator(".body").allTextContents();
    expect(bodies).toEqual(Array.from({ length: 50 }, (_, index) => `Text ${index + 5}`));
  });

  it("keeps within the width of a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await send({ Body: "W".repeat(300) });
    await reads(".body", "WWW");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it("shows the latest phones while more texts come in than it can draw", async () => {
    const sendSome = async (sender: number) => {
      for (let index = 0; index < 40; index += 1) {
        const to = `+15551${String(sender * 40 + index).padStart(6, "0")}`;
        await send({ Body: `Text ${index}`, To: to });
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, sender) => sendSome(sender)));
    await send({ Body: "The last one" });
    await reads(".body", "The last one");
    expect(await page.locator(".phone").count()).toBe(24);
    expect(complaints).toEqual([]);
  });

  it("allows nothing from elsewhere but pictures", async () => {
    const { headers } = await fetch(sim.url);
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; script-src 'self';/,
    );
    expect(headers.get("content-security-policy")).not.toContain("unsafe");
  });
});
