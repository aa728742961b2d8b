import { pagesOf } from "./pages.ts";
import type { Api } from "./trunkline-api.ts";
import { app } from "./trunkline.ts";

/** What stands in the table of attempts: how many in each state, and how many different SIDs. */
export interface AttemptCount {
  readonly byState: Readonly<Record<string, number>>;
  readonly sids: number;
}

interface AttemptPage {
  readonly attempts: readonly { readonly state: string; readonly sid: string | null }[];
  readonly nextPageToken: string | null;
}

/** Counts all attempts, page by page. */
export async function countAttempts(api: Api): Promise<AttemptCount> {
  const byState: Record<string, number> = {};
  const sids = new Set<string>();
  for await (const page of pagesOf<AttemptPage>(api, `/api/apps/${app}/attempts`)) {
    for (const { state, sid } of page.attempts) {
      byState[state] = (byState[state] ?? 0) + 1;
      if (sid !== null) sids.add(sid);
    }
  }
  return { byState, sids: sids.size };
}
