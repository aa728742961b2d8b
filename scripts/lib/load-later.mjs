import { resolve, sep } from "node:path";

/** A module in whose place stands one that loads it when something of it is first asked for. */
const laterModule = (name) => `
  let loaded;
  const load = () => (loaded ??= require(${JSON.stringify(name)}));
  const read = (key) => (key === "default" ? (load().default ?? load()) : load()[key]);
  module.exports = new Proxy(function later() {}, {
    // Whoever only imports it asks for this, and is to load nothing.
    get: (_target, key) => (key === "__esModule" ? true : read(key)),
    apply: (_target, self, args) => Reflect.apply(load(), self, args),
    construct: (_target, args) => Reflect.construct(load(), args),
  });`;

/**
 * For esbuild: packages that the bundle loads when they are first used and not when it starts, as
 * much of what a library brings is never used here.
 */
export function loadLater(names) {
  // esbuild reads filters as Go does, which has no flags.
  const filter = new RegExp(`^(${names.join("|")})$`);
  return {
    name: "load-later",
    setup(build) {
      build.onResolve({ filter }, ({ path, namespace }) =>
        namespace === "later" ? { path, external: true } : { path, namespace: "later" },
      );
      build.onLoad({ filter: /.*/, namespace: "later" }, ({ path }) => ({
        contents: laterModule(path),
        loader: "js",
      }));
    },
  };
}

/**
 * For esbuild: keeps the parts of the official library outside of the bundle that are none of ours; the
 * library itself loads a part when somebody asks for it.
 *
 * Source: the getters of `lib/rest/Twilio.js` of twilio 6.2.0.
 */
export function partsOutside(kept) {
  return {
    name: "parts-outside",
    setup(build) {
      build.onResolve({ filter: /^\.\/[A-Z]\w*$/ }, ({ path, importer }) => {
        if (!/twilio[\\/]lib[\\/]rest[\\/]Twilio\.js$/u.test(importer)) return null;
        const part = path.slice(2);
        return kept.includes(part) ? null : { path: `twilio/lib/rest/${part}`, external: true };
      });
    },
  };
}

/**
 * For esbuild: leaves a module of ours that is imported later to a bundle of its own, which lies beside
 * this one. It has its own copies of whatever it imports.
 */
export function ownBundle(moduleEnd, file) {
  return {
    name: "own-bundle",
    setup(build) {
      build.onResolve({ filter: /\.js$/ }, ({ path, kind, resolveDir }) => {
        if (kind !== "dynamic-import") return null;
        const whole = resolve(resolveDir, path).replaceAll(sep, "/");
        return whole.endsWith(`/${moduleEnd}`) ? { path: file, namespace: "own-bundle" } : null;
      });
      build.onResolve({ filter: /.*/, namespace: "own-bundle" }, ({ path }) => ({
        path,
        external: true,
      }));
      build.onLoad({ filter: /.*/, namespace: "own-bundle" }, ({ path }) => ({
        contents: `module.exports = require(${JSON.stringify(path)});`,
        loader: "js",
      }));
    },
  };
}
