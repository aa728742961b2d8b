import { buildIfNeeded } from "../build.mjs";
import { installIfNeeded } from "../install.mjs";
import { startServer, startSimulator } from "../product.mjs";
import { runProduct } from "../run-product.mjs";

/** `npm start`: everything from a fresh clone to a running product, until it is stopped. */
export async function main() {
  await installIfNeeded();
  await buildIfNeeded();
  return runProduct({ startServer, startSimulator, cwd: process.cwd(), env: process.env });
}
