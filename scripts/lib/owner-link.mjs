import fs from "node:fs";

/**
 * The link for the server's first owner, as `{ url }` for whoever sits at a terminal and as `{ file }`
 * for others, whose output may be kept; null when the server has an owner. Whoever was quicker than
 * this reading has taken the file away.
 */
export function readOwnerLink(file, isTerminal = process.stdout.isTTY) {
  if (file === null || file === undefined) return null;
  if (!isTerminal) return { file };
  try {
    return { url: fs.readFileSync(file, "utf8").trim() };
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}
