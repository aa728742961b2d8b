import { expect, it } from "vitest";

import { makeDatabase } from "../testing/test-database.ts";
import { migrate } from "./migrate.ts";

it("migrates an empty database once, however many servers start at the same moment", async () => {
  await using database = await makeDatabase("empty");
  const numbers = await Promise.all([1, 2, 3, 4].map(() => migrate(database.pool)));
  expect(new Set(numbers).size).toBe(1);
  const rows = await database.pool.query("select number, name from schema_migrations");
  expect(rows.rows[0]).toEqual({ number: 1, name: "0001-foundation" });
  expect(rows.rows).toHaveLength([...numbers][0] ?? 0);
});

it("refuses a database that a newer server has migrated, and changes nothing", async () => {
  await using database = await makeDatabase();
  await database.pool.query("insert into schema_migrations (number, name) values (9999, 'later')");
  await expect(migrate(database.pool)).rejects.toMatchObject({ code: "DATABASE_TOO_NEW" });
});
