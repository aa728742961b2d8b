import { open, unlink } from "node:fs/promises";
import { join } from "node:path";

import { median, percentile } from "../statistics.ts";

/** How long the machine takes to make a write durable, in milliseconds. */
export interface SyncTimes {
  readonly medianMs: number;
  readonly p99Ms: number;
}

const writes = 200;
const pageBytes = 8192;

/** Measures write and fdatasync of one database page, again and again, in a folder. */
export async function measureSync(folder: string): Promise<SyncTimes> {
  const path = join(folder, "fdatasync.probe");
  const file = await open(path, "w");
  try {
    const page = Buffer.alloc(pageBytes, 1);
    const times: number[] = [];
    // Over the same pages again and again, as a database writes its log into files that are there.
    await file.write(Buffer.alloc(pageBytes * writes), 0, pageBytes * writes, 0);
    await file.sync();
    for (let index = 0; index < writes; index += 1) {
      const began = performance.now();
      await file.write(page, 0, pageBytes, index * pageBytes);
      await file.datasync();
      times.push(performance.now() - began);
    }
    const sorted = times.toSorted((one, other) => one - other);
    return { medianMs: median(sorted), p99Ms: percentile(sorted, 99) };
  } finally {
    await file.close();
    await unlink(path);
  }
}
