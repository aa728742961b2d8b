import { distance } from "fastest-levenshtein";

const identifier = /^[A-Za-z_$][\w$]{0,39}$/u;

/**
 * A name that somebody typed, fit to be repeated in an error: itself in quotes when it is an
 * identifier of at most 40 characters, null otherwise (it might hold a number or a text).
 */
export function nameForDisplay(name: string): string | null {
  return identifier.test(name) ? `"${name}"` : null;
}

/**
 * The known name that a misspelled one most likely stands for: null when nothing is near.
 * Letter case does not count, and a third of the letters may differ.
 */
export function nearestName(name: string, known: readonly string[]): string | null {
  const wanted = name.toLowerCase();
  let best: { name: string; apart: number } | null = null;
  for (const candidate of known) {
    const apart = distance(wanted, candidate.toLowerCase());
    if (best === null || apart < best.apart) best = { name: candidate, apart };
  }
  return best !== null && best.apart <= Math.max(2, Math.floor(name.length / 3)) ? best.name : null;
}
