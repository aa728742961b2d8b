/**
 * A form or query as `twilio` 6.2.0 puts it on the wire (`lib/base/RequestClient.js`, by `qs`): lists
 * repeat their key, spaces are `%20`, an undefined value is left out and null is empty.
 */
export function encodeForm(data: object): string {
  let form = "";
  for (const [name, value] of Object.entries(data)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined) continue;
      form += `${form === "" ? "" : "&"}${encode(name)}=${one === null ? "" : encode(String(one))}`;
    }
  }
  return form;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/gu, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}
