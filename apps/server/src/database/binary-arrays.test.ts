import { expect, it } from "vitest";

import { makeDatabase } from "../testing/test-database.ts";
import { binaryArray } from "./binary-arrays.ts";

it("reaches the database as the values it was made of, whatever they hold", async () => {
  await using database = await makeDatabase("empty");
  const texts = ["", "plain", null, "ü € 😀", 'a "quoted", {braced} \\ text', "NULL"];
  const bytes = [Buffer.alloc(0), null, Buffer.from([0, 255, 92, 34])];
  const answer = await database.pool.query(
    "select $1::text[] as texts, $2::bytea[] as bytes, $3::int[] as numbers, $4::bool[] as flags",
    [
      binaryArray("text", texts),
      binaryArray("bytea", bytes),
      binaryArray("int4", [0, -2_147_483_648, 2_147_483_647, null]),
      binaryArray("bool", [true, false, null]),
    ],
  );
  expect(answer.rows[0]).toEqual({
    texts,
    bytes,
    numbers: [0, -2_147_483_648, 2_147_483_647, null],
    flags: [true, false, null],
  });
});

it("may be empty", async () => {
  await using database = await makeDatabase("empty");
  const answer = await database.pool.query("select $1::text[] as texts", [binaryArray("text", [])]);
  expect(answer.rows[0]).toEqual({ texts: [] });
});
