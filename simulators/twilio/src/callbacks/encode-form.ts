const plain = /^[\w.*-]*$/;
const leftPlain = /[!'()~]|%20/g;
const loneSurrogate = /\p{Surrogate}/gu;

/** Fields as a form is encoded: the same as `URLSearchParams` makes of them, which is slow for ten thousand a second. */
export function encodeForm(fields: readonly (readonly [string, string])[]): string {
  let form = "";
  for (const [name, value] of fields) {
    form += `${form === "" ? "" : "&"}${encode(name)}=${encode(value)}`;
  }
  return form;
}

function encode(text: string): string {
  if (plain.test(text)) return text;
  return encodeURIComponent(text.replaceAll(loneSurrogate, "\ufffd")).replaceAll(
    leftPlain,
    (found) => (found === "%20" ? "+" : `%${found.charCodeAt(0).toString(16).toUpperCase()}`),
  );
}
