import type { Api } from "./trunkline-api.ts";

/** The pages of a list, the biggest that there are, until there is no next one. */
export async function* pagesOf<Page extends { readonly nextPageToken: string | null }>(
  api: Api,
  path: string,
): AsyncGenerator<Page> {
  for (let token: string | null = ""; token !== null;) {
    const query = new URLSearchParams({ pageSize: "200", ...(token && { pageToken: token }) });
    const page: Page = await api.get(`${path}?${query.toString()}`);
    yield page;
    token = page.nextPageToken;
  }
}
