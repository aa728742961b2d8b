import { FileFault } from "./file-fault.ts";
import { findJsonFault } from "./json-fault.ts";
import { readFolderFile } from "./read-file.ts";

/** An object as a JSON file holds it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a file of an app folder as a JSON object.
 *
 * @throws FileFault what is wrong with it, with line and column.
 */
export async function readJsonObject(path: string): Promise<JsonObject> {
  const text = await readFolderFile(path);
  const fault = findJsonFault(text);
  if (fault !== null) {
    throw new FileFault(`this is not JSON: ${fault.message}.`, `${fault.line}:${fault.column}`);
  }
  const value: unknown = JSON.parse(text);
  if (isObject(value)) return value;
  throw new FileFault("it holds no object.");
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
