/** What a column of values may hold, with PostgreSQL's number for each type (`pg_type.dat`). */
const typeNumbers = { text: 25, bytea: 17, int4: 23, bool: 16 } as const;

type Held = {
  text: string;
  bytea: Uint8Array;
  int4: number;
  bool: boolean;
};

const headerBytes = 20;
const lengthBytes = 4;
const absent = -1;

/**
 * A one-dimensional array in PostgreSQL's binary form, to be given as a parameter. As text, bytes
 * double in size and every value is escaped here and parsed there, which costs the database more
 * than storing the rows.
 *
 * Source: `array_send` and `array_recv` in PostgreSQL's `arrayfuncs.c`.
 */
export function binaryArray<Type extends keyof Held>(
  type: Type,
  values: readonly (Held[Type] | null)[],
): Buffer {
  const array = Buffer.allocUnsafe(values.reduce<number>(addLength, headerBytes));
  array.writeInt32BE(1, 0);
  array.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  array.writeInt32BE(typeNumbers[type], 8);
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16);
  let at = headerBytes;
  for (const value of values) {
    const length = value === null ? absent : write(array, at + lengthBytes, value);
    array.writeInt32BE(length, at);
    at += lengthBytes + Math.max(length, 0);
  }
  return array;
}

function addLength(sum: number, value: Held[keyof Held] | null): number {
  return sum + lengthBytes + lengthOf(value);
}

function lengthOf(value: Held[keyof Held] | null): number {
  if (value === null) return 0;
  if (typeof value === "string") return Buffer.byteLength(value);
  if (typeof value === "number") return 4;
  return typeof value === "boolean" ? 1 : value.length;
}

function write(array: Buffer, at: number, value: Held[keyof Held]): number {
  if (typeof value === "string") return array.write(value, at);
  if (typeof value === "number") return array.writeInt32BE(value, at) - at;
  if (typeof value === "boolean") return array.writeUInt8(value ? 1 : 0, at) - at;
  array.set(value, at);
  return value.length;
}
