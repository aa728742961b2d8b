import { isDeepStrictEqual } from "node:util";

/** Fails the check unless the value has what is expected; objects may have more. */
export function expectLike(value: unknown, expected: unknown, what = "the answer"): void {
  if (isLike(value, expected)) return;
  const [seen, wanted] = [JSON.stringify(value), JSON.stringify(expected)];
  throw new Error(`${what} is ${seen?.slice(0, 300)}, and not ${wanted}`);
}

function isLike(value: unknown, expected: unknown): boolean {
  if (expected instanceof RegExp) return expected.test(String(value));
  if (typeof expected !== "object" || expected === null) return Object.is(value, expected);
  if (Array.isArray(expected)) {
    const matches = (item: unknown, index: number) =>
      Array.isArray(value) && isLike(value[index], item);
    return Array.isArray(value) && value.length === expected.length && expected.every(matches);
  }
  if (typeof value !== "object" || value === null) return isDeepStrictEqual(value, expected);
  const fields = value as Record<string, unknown>;
  return Object.entries(expected).every(([name, item]) => isLike(fields[name], item));
}

/** Fails the check unless the call is refused with this code, by an error of the library. */
export async function expectRefusal(
  call: Promise<unknown>,
  code: number,
  status: number,
): Promise<void> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) throw new Error(`the call was not refused with ${code}`);
  expectLike(error, { code, status }, "the refusal");
}

/** The value, which the check knows to be there. */
export function present<Value>(value: Value | undefined | null): Value {
  if (value === undefined || value === null) throw new Error("a value is missing");
  return value;
}
