import { startTestCluster } from "@trunkline/embedded-postgres/testing";
import { Client } from "pg";
import { afterAll, expect, test } from "vitest";

import { makeDataDirectory } from "./testing/data-directory.ts";
import { eventually } from "./testing/eventually.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { startServer } from "./testing/server-process.ts";

afterAll(nothingIsLeft);

const attempts = 100_000;
const kills = 3;

const fillText = `
  insert into attempts (app_id, id, connection_id, connection_name, command, caller,
    idempotency_key, key_digest, input_digest, data_key_id, state, owner, lease_until)
  select apps.id, 'att_' || apps.name || n, 'con_1', 'sms', 'sendMessage', 'owner', n::text,
    sha256(convert_to(apps.name || n, 'UTF8')), '', 'key_1', 'done', 'srv_1', now()
  from apps, generate_series(1, case apps.name when 'doomed' then ${attempts} else 10 end) as n`;

/** Time to kill in: each step of the deletion takes a while. */
const slowText = `
  create function take_time() returns trigger language plpgsql as
    'begin perform pg_sleep(0.5); return null; end';
  create trigger take_time after delete on attempts for each statement execute function take_time()`;

const profile = {
  name: "main",
  service: "twilio",
  settings: { accountSid: `AC${"1".repeat(32)}`, authToken: "5".repeat(32) },
};

/** How many rows of an app each table has. */
async function rowsOf(client: Client, app: string): Promise<Record<string, number>> {
  const tables = await client.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where column_name = 'app_id' and table_schema = 'public' order by table_name`,
  );
  const counts: [string, number][] = [];
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from ${name} where app_id = $1`,
      [app],
    );
    if ((rows[0]?.count ?? 0) > 0) counts.push([name, rows[0]?.count ?? 0]);
  }
  return Object.fromEntries(counts);
}

test("an app is deleted wholly although its server is killed on the way, again and again", async () => {
  await using cluster = await startTestCluster();
  const databaseUrl = await cluster.createDatabase("deletion");
  await using directory = await makeDataDirectory();
  const settings = { dataDir: directory.path, env: { TRUNKLINE_DATABASE_URL: databaseUrl } };
  const client = new Client({ connectionString: databaseUrl });
  let server = await startServer(settings);
  try {
    await client.connect();
    for (const name of ["doomed", "spared"]) {
      await server.api.call("POST", "/api/apps", { body: { name } });
      const made = await server.api.call("POST", `/api/apps/${name}/profiles`, { body: profile });
      expect(made.status).toBe(201);
    }
    await client.query(fillText);
    await client.query(slowText);
    const ids = await client.query<{ id: string }>("select id from apps order by name");
    const [doomed = "", spared = ""] = ids.rows.map(({ id }) => id);
    const before = await rowsOf(client, spared);
    const left = async () => (await rowsOf(client, doomed))["attempts"] ?? 0;

    const asked = server.api
      .call("DELETE", "/api/apps/doomed?confirm=doomed")
      .then(({ status }) => status)
      .catch(() => "cut");
    let known = attempts;
    for (let kill = 1; kill <= kills; kill += 1) {
      const bound = known;
      await eventually("something more is deleted", async () => (await left()) < bound);
      await server.kill();
      const rest = await rowsOf(client, doomed);
      known = rest["attempts"] ?? 0;
      console.log(`kill ${kill}: ${known} of ${attempts} attempts were left`);
      expect(known).toBeGreaterThan(0);
      expect(rest).toMatchObject({ profiles: 1, data_keys: 2 });
      server = await startServer(settings);
    }
    expect(await asked).toBe("cut");
    const status = async () => (await server.api.call("GET", "/api/apps/doomed")).status;
    await eventually("the app is gone", async () => (await status()) === 404);
    await eventually("its attempts are gone", async () => (await left()) === 0);
    expect(Object.keys(await rowsOf(client, doomed))).toEqual(["audit_entries"]);
    const entries = await client.query("select from audit_entries where action = 'app.deleted'");
    expect(entries.rowCount).toBe(1);
    expect(await rowsOf(client, spared)).toEqual(before);
  } finally {
    await client.end();
    await server[Symbol.asyncDispose]();
  }
});
