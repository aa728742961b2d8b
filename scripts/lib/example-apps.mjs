import fs from "node:fs/promises";
import path from "node:path";

import { fromRoot } from "./root.mjs";

const folder = fromRoot("examples");

/**
 * The documents of all examples in one app, as `PUT …/documents` takes them. Each example is an
 * app's folder; what two of them have under one name is the same.
 */
export async function readExampleApps() {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const apps = await Promise.all(names.toSorted().map((name) => readApp(path.join(folder, name))));
  return {
    groups: [...new Set(apps.flatMap(({ groups }) => groups))],
    rules: joinRules(apps.map(({ rules }) => rules)),
    connections: joinNamed(apps.map(({ connections }) => connections)),
    flows: joinNamed(apps.map(({ flows }) => flows)),
  };
}

async function readApp(dir) {
  const { groups } = await readJson(path.join(dir, "app.json"));
  const rules = await readJson(path.join(dir, "rules.json")).catch(emptyIfMissing);
  const [connections, flows] = await Promise.all(
    ["connections", "flows"].map((kind) => readDocuments(path.join(dir, kind))),
  );
  return { groups, rules, connections, flows };
}

async function readDocuments(dir) {
  const files = (await fs.readdir(dir)).filter((file) => file.endsWith(".json"));
  return Promise.all(files.map((file) => readJson(path.join(dir, file))));
}

async function readJson(file) {
  return JSON.parse(await fs.readFile(file, "utf8"));
}

function emptyIfMissing(error) {
  if (error.code === "ENOENT") return {};
  throw error;
}

function joinNamed(lists) {
  const byName = new Map(lists.flat().map((document) => [document.name, document]));
  return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function joinRules(all) {
  const joined = {};
  for (const [part, rules] of all.flatMap(Object.entries)) {
    joined[part] = { ...joined[part], ...rules };
  }
  return joined;
}
