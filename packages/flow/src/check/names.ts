/** A name that may be repeated in a problem: no longer than 40 characters, and hardly a number or a text. */
const showable = /^[\p{L}_$][\p{L}\p{N}_$ .-]{0,39}$/u;
const manyDigits = /\d{6}/u;

/** A name in quotes, fit to be repeated; only the quotes where it may hold somebody's number or text. */
export function shown(name: string): string {
  return showable.test(name) && !manyDigits.test(name) ? `"${name}"` : '"…"';
}

/** A sentence that names the nearest right name, or lists what there is. */
export function suggestion(name: string, known: readonly string[], otherwise: string): string {
  const near = nearestName(name, known);
  return near === null ? otherwise : `Did you mean ${shown(near)}?`;
}

/** The known name that a misspelled one most likely stands for; null when nothing is near. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const wanted = name.slice(0, 80).toLowerCase();
  const furthest = Math.max(2, Math.floor(wanted.length / 3));
  let best: string | null = null;
  let bestApart = furthest + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) >= bestApart) continue;
    const apart = distance(wanted, candidate.toLowerCase());
    if (apart < bestApart) [best, bestApart] = [candidate, apart];
  }
  return best;
}

/** How many letters have to be put in, left out or changed to make one text out of the other. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const changed = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      line.push(Math.min(changed, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[b.length] ?? 0;
}
