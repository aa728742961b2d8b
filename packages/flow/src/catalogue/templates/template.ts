/** A piece of a template: text that stays, or a place to be filled. */
export type TemplatePiece = { readonly text: string } | { readonly place: string };

/** A doubled brace, or a place: braces around anything without braces and line breaks. */
const special = /\{\{|\}\}|\{([^{}\r\n]*)\}/gu;

/**
 * Divides `Hello {name}` into pieces. `{{` and `}}` stand for single braces; a brace without its
 * partner stays as it is.
 */
export function parseTemplate(template: string): readonly TemplatePiece[] {
  const pieces: TemplatePiece[] = [];
  let from = 0;
  for (const match of template.matchAll(special)) {
    if (match.index > from) pieces.push({ text: template.slice(from, match.index) });
    const place = match[1];
    pieces.push(place === undefined ? { text: match[0].slice(1) } : { place: place.trim() });
    from = match.index + match[0].length;
  }
  if (from < template.length) pieces.push({ text: template.slice(from) });
  return pieces;
}

/** Fills the places of a template. A place that `fill` does not know (null) stays as it was written. */
export function fillTemplate(
  pieces: readonly TemplatePiece[],
  fill: (place: string) => string | null,
): string {
  return pieces
    .map((piece) => ("text" in piece ? piece.text : (fill(piece.place) ?? `{${piece.place}}`)))
    .join("");
}
