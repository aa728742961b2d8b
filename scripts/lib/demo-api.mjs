const timeoutMs = 10_000;

/** A refusal of the server's, as its code and message; never with what was sent. */
export class DemoRefusal extends Error {
  name = "DemoRefusal";

  constructor(status, error) {
    super(error?.message ?? `the answer was ${status}`);
    this.status = status;
    this.code = error?.code ?? null;
  }
}

/**
 * The server's HTTP API with the owner's key: `call(method, path, body?, headers?)` gives the
 * answer's JSON.
 */
export function serverApi({ url, key, signal }) {
  return (method, path, body, headers = {}) =>
    callJson(`${url}${path}`, {
      method,
      signal,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
    });
}

/** One request with a time limit; an answer that isn't 2xx becomes a `DemoRefusal`. */
export async function callJson(url, { signal, ...request } = {}) {
  const limits = [AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])];
  const response = await fetch(url, { ...request, signal: AbortSignal.any(limits) });
  if (!response.ok) throw new DemoRefusal(response.status, await errorIn(response));
  const text = await response.text();
  return text === "" ? null : JSON.parse(text);
}

/** The error in a refusal, or null where something else than our API answered. */
async function errorIn(response) {
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return isJson ? (await response.json()).error : null;
}
