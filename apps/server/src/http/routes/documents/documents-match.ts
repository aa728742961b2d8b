/** The digest in an `If-Match` header of an app's documents; `any` for `*`, null without one. */
export function documentsMatchOf(header: string | undefined): string | null {
  if (header === undefined) return null;
  return header === "*" ? "any" : header.replaceAll(/W\/|"/gu, "");
}
