import { build } from "../build.mjs";
import { installIfNeeded } from "../install.mjs";

/** `npm run build`: installs if needed, then lets `tsc` decide what is out of date. */
export async function main() {
  await installIfNeeded();
  await build();
  return 0;
}
