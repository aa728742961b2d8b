/** The line below a list that says how to see more; empty on the last page. */
export function nextPageLine(token: string | null): string {
  return token === null ? "" : `\n\nThere is more: repeat with --page-token ${token}`;
}
