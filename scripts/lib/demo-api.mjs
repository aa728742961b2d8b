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
 * answer's JSON, `call.withEtag(path)` what is read there and its ETag.
 */
export function serverApi({ url, key, signal }) {
  const request = (method, path, body, headers = {}) =>
    callForAnswer(`${url}${path}`, {
      method,
      signal,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
    });
  const call = async (...parts) => (await request(...parts)).value;
  call.withEtag = (path) => request("GET", path);
  return call;
}

/** One request with a time limit; an answer that isn't 2xx becomes a `DemoRefusal`. */
export async function callJson(url, request) {
  return (await callForAnswer(url, request)).value;
}

async function callForAnswer(url, { signal, ...request } = {}) {
  const limits = [AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])];
  const response = await fetch(url, { ...request, signal: AbortSignal.any(limits) });
  if (!response.ok) throw new DemoRefusal(response.status, await errorIn(response));
  const text = await response.text();
  const value = text === "" ? null : JSON.parse(text);
  return { value, etag: response.headers.get("etag") };
}

/** The error in a refusal, or null where something else than our API answered. */
async function errorIn(response) {
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return isJson ? (await response.json()).error : null;
}
