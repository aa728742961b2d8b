import { expect, it } from "vitest";

import { cutPage, readPage } from "./paging.ts";

it("goes through all rows, page by page", () => {
  const all = ["a", "b", "c", "d", "e"];
  const seen: string[] = [];
  let pageToken: string | null = null;
  do {
    const page = readPage(pageToken === null ? { pageSize: "2" } : { pageSize: "2", pageToken });
    const rest = all.filter((row) => page.after === null || row > page.after);
    const cut = cutPage(rest.slice(0, page.size + 1), page, (row) => row);
    seen.push(...cut.rows);
    pageToken = cut.nextPageToken;
  } while (pageToken !== null);
  expect(seen).toEqual(all);
});

it("refuses tokens that no list gave out", () => {
  for (const pageToken of ["AAAA", "__8", Buffer.from("'; drop").toString("base64url")]) {
    expect(() => readPage({ pageToken })).toThrow("none that a list gave out");
  }
});
