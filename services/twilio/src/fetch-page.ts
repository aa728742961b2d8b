import type { MessageListInstancePageOptions } from "twilio/lib/rest/api/v2010/account/message.js";

import { AnswerError } from "./answer-error.ts";
import type { LibraryClient } from "./client.ts";
import type { Criteria } from "./criteria.ts";
import { type Message, toMessage } from "./message.ts";
import type { PagePlace } from "./page-token.ts";

/** What one page is asked by. */
export interface PageQuery {
  readonly criteria: Criteria;
  /** At most 1000: Twilio's largest page. */
  readonly limit: number;
  /** Null for the first page. */
  readonly place: PagePlace | null;
}

/** One page, newest first, and the library's addresses of its neighbours. */
export interface FetchedPage {
  readonly messages: Message[];
  readonly nextPageUrl: string | undefined;
  readonly previousPageUrl: string | undefined;
}

/** Fetches one page with one request, whatever the account holds. */
export async function fetchPage(library: LibraryClient, query: PageQuery): Promise<FetchedPage> {
  const { criteria, limit, place } = query;
  const options: Record<string, unknown> = {
    ...criteria,
    pageSize: limit,
    ...(place?.page === undefined ? {} : { pageNumber: place.page }),
    ...(place?.token === undefined ? {} : { pageToken: place.token }),
  };
  // Dates go as texts: the library passes them on, though its types ask for Date.
  const page = await library.messages.page(options as MessageListInstancePageOptions);
  const { instances, nextPageUrl, previousPageUrl } = page;
  if (!Array.isArray(instances)) throw new AnswerError("incomplete");
  return { messages: instances.slice(0, limit).map(toMessage), nextPageUrl, previousPageUrl };
}
