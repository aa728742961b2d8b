const numberShape = /^\+\d{7,15}$/;

/** A set of phone numbers. */
export interface NumberPattern {
  fits(number: string): boolean;
  /** As it was written. */
  toJSON(): string;
}

/** Reads a number, a beginning such as `+1555*`, or a range such as `+15550000000..+15550000999`; null for anything else. */
export function readNumberPattern(text: string): NumberPattern | null {
  const fits = readTest(text);
  return fits === null ? null : { fits: (number) => fits(bare(number)), toJSON: () => text };
}

function readTest(text: string): ((number: string) => boolean) | null {
  if (numberShape.test(text)) return (number) => number === text;
  if (/^\+\d{0,14}\*$/.test(text)) {
    const beginning = text.slice(0, -1);
    return (number) => number.startsWith(beginning);
  }
  const [first = "", last = "", ...others] = text.split("..");
  const isRange = numberShape.test(first) && first.length === last.length && others.length === 0;
  if (!isRange || !numberShape.test(last) || first > last) return null;
  return (number) => number.length === first.length && number >= first && number <= last;
}

/** Without its channel. */
function bare(address: string): string {
  return address.slice(address.indexOf(":") + 1);
}
