import { type AppFolder, folderFormat, isName } from "./app-folder.ts";
import { FileFault } from "./file-fault.ts";
import type { JsonObject } from "./read-json.ts";

/**
 * Reads what `app.json` holds.
 *
 * @throws FileFault when the folder is of another form, or a property is wrong.
 */
export function readAppFile(value: JsonObject): Pick<AppFolder, "name" | "groups"> {
  const { format, name, groups = [], ...others } = value;
  if (format !== folderFormat) {
    throw new FileFault(
      typeof format === "number" && format > folderFormat
        ? `the folder has the format ${format}, which a newer trunkline has written.`
        : `it has to name the format of the folder: "format": ${folderFormat}.`,
      "format",
    );
  }
  if (!isName(name)) throw new FileFault("it has to name the app.", "name");
  if (!Array.isArray(groups)) throw new FileFault("groups are a list of names.", "groups");
  const other = Object.keys(others)[0];
  if (other === undefined) return { name, groups };
  throw new FileFault("it holds format, name and groups, and nothing else.");
}
