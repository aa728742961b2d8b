/** The product's HTTP API with the owner's key. Anything but success throws. */
export interface Api {
  get<Answer>(path: string): Promise<Answer>;
  post(path: string, body?: object): Promise<void>;
  /** The same for what is made: gives the answer. */
  make<Answer>(path: string, body: object): Promise<Answer>;
  /** @param json The body, written already. */
  put(path: string, json: string): Promise<void>;
}

/** Binds the API to a server. */
export function openApi(url: string, key: string): Api {
  const ask = async (path: string, method = "GET", body?: string) => {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    };
    const answer = await fetch(`${url}${path}`, { method, headers, ...(body && { body }) });
    if (answer.ok) return answer;
    throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
  };
  return {
    get: async <Answer>(path: string) => (await (await ask(path)).json()) as Answer,
    async post(path, body) {
      await ask(path, "POST", body && JSON.stringify(body));
    },
    make: async <Answer>(path: string, body: object) =>
      (await (await ask(path, "POST", JSON.stringify(body))).json()) as Answer,
    async put(path, json) {
      await ask(path, "PUT", json);
    },
  };
}
