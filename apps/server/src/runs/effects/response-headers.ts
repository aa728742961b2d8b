const headersMax = 50;
const headerCharsMax = 8192;
const namePattern = /^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/u;
/** Visible characters, spaces and tabs, so that no value can begin a line of its own. */
const valuePattern = /^[\t\u0020-\u007e\u0080-\u00ff]*$/u;

/**
 * What a flow may not set: what frames the answer, what the server says itself, and what would act
 * on the studio, which has the same origin.
 */
const forbidden = new Set([
  "alt-svc",
  "clear-site-data",
  "connection",
  "content-encoding",
  "content-length",
  "content-security-policy",
  "content-security-policy-report-only",
  "date",
  "expect",
  "host",
  "keep-alive",
  "nel",
  "origin-agent-cluster",
  "public-key-pins",
  "report-to",
  "reporting-endpoints",
  "service-worker-allowed",
  "set-cookie",
  "set-cookie2",
  "sourcemap",
  "strict-transport-security",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
]);
const forbiddenStart = /^(?:access-control-|proxy-|sec-|cross-origin-)/u;

/** Headers as they may be written, by lower-case names, or what is wrong with them. */
export type CheckedHeaders =
  | { readonly headers: Record<string, string>; readonly fault?: undefined }
  | { readonly fault: HeaderFault; readonly headers?: undefined };

/** What is wrong with a header; its value is never repeated. */
export interface HeaderFault {
  readonly code: "RESPONSE_HEADER_FORBIDDEN" | "RESPONSE_HEADER_WRONG";
  readonly message: string;
}

/** Checks the headers that a flow wants to answer with. */
export function checkHeaders(given: Readonly<Record<string, string>>): CheckedHeaders {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  const entries = Object.entries(given);
  if (entries.length > headersMax) return wrong(`More than ${headersMax} headers are too many.`);
  let chars = 0;
  for (const [spelled, value] of entries) {
    const name = spelled.toLowerCase();
    if (!namePattern.test(name))
      return wrong("The name of a header has a character that none may have.");
    if (forbidden.has(name) || forbiddenStart.test(name)) {
      return {
        fault: {
          code: "RESPONSE_HEADER_FORBIDDEN",
          message: `A flow may not set the header ${name}.`,
        },
      };
    }
    if (typeof value !== "string" || !valuePattern.test(value)) {
      return wrong(`The value of the header ${name} is no text of one line in Latin letters.`);
    }
    if (Object.hasOwn(headers, name)) return wrong(`The header ${name} is given twice.`);
    chars += name.length + value.length;
    headers[name] = value;
  }
  if (chars > headerCharsMax)
    return wrong(`The headers are longer than ${headerCharsMax} characters.`);
  return { headers };
}

function wrong(message: string): CheckedHeaders {
  return { fault: { code: "RESPONSE_HEADER_WRONG", message } };
}
