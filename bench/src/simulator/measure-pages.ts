import { percentile } from "../statistics.ts";
import type { SimulatorProcess } from "./simulator-process.ts";

const times = 40;
const deepPages = 20;

/** How long a page of 1,000 takes until its last byte is there, in milliseconds. */
export interface PageTimes {
  readonly newest: number;
  readonly deep: number;
  readonly filtered: number;
}

interface Page {
  readonly messages: readonly object[];
  readonly next_page_uri: string | null;
}

/** The median of each kind of page. Errors: a page that is not full. */
export async function measurePages(simulator: SimulatorProcess): Promise<PageTimes> {
  const { listUrl } = simulator;
  const first = `${listUrl}?PageSize=1000`;
  const day = new Date().toISOString().slice(0, 10);
  let deep = first;
  for (let page = 0; page < deepPages; page += 1) deep = await nextOf(simulator, deep);
  // Once for nothing: what making the messages has left behind is cleared away meanwhile.
  await medianMs(simulator, first);
  return {
    newest: await medianMs(simulator, first),
    deep: await medianMs(simulator, deep),
    filtered: await medianMs(simulator, `${first}&DateSent=${day}`),
  };
}

async function nextOf(simulator: SimulatorProcess, url: string): Promise<string> {
  const page = JSON.parse(await fetchPage(simulator, url)) as Page;
  if (page.next_page_uri === null) throw new Error("There are too few messages for the bench.");
  return new URL(page.next_page_uri, simulator.listUrl).href;
}

async function medianMs(simulator: SimulatorProcess, url: string): Promise<number> {
  const tookMs: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    const text = await fetchPage(simulator, url);
    tookMs.push(performance.now() - began);
    const { messages } = JSON.parse(text) as Page;
    if (messages.length !== 1000) throw new Error(`A page has ${messages.length} messages.`);
  }
  return percentile(Float64Array.from(tookMs).toSorted(), 50);
}

async function fetchPage({ headers }: SimulatorProcess, url: string): Promise<string> {
  const answer = await fetch(url, { headers });
  if (!answer.ok) throw new Error(`A page was answered with ${answer.status}.`);
  return answer.text();
}
