// Plain syntax only, and no imports: this file has to load on a Node far older than the floor.

/** The oldest Node that Trunkline runs on, as [major, minor]. */
const oldest = [20, 19];

/** What to tell someone whose Node is too old, or null when it is new enough. */
export function nodeProblem(version) {
  const parts = version.split(".").map(Number);
  const isOlder = parts[0] < oldest[0] || (parts[0] === oldest[0] && parts[1] < oldest[1]);
  if (!isOlder) return null;
  return (
    "Trunkline needs Node " +
    oldest.join(".") +
    " or newer, and this is Node " +
    version +
    ".\nInstall a newer one from https://nodejs.org or with a version manager, then try again."
  );
}

/**
 * Ends the process with a clear message on a Node that is too old; the first thing every script
 * does.
 */
export function requireNode() {
  const problem = nodeProblem(process.versions.node);
  if (problem === null) return;
  console.error(problem);
  process.exit(1);
}
