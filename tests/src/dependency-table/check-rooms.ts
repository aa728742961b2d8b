import path from "node:path";

import { isForTests } from "./file-kinds.ts";
import { neighbours, openRooms, roomTable, wiring } from "./table.ts";
import type { SourceFile } from "./workspace.ts";

/** One import between two places of the server: rooms, or files beside them. */
interface Passage {
  readonly from: string;
  readonly to: string;
  /** The imported file, within its room. */
  readonly file: string;
  readonly where: string;
}

/**
 * Every import between the server's rooms that their table doesn't allow. Paths are relative to the
 * server's `src`. Tests are left out: they may set up what they like.
 */
export function roomFaults(files: readonly SourceFile[]): string[] {
  const sources = files.filter((file) => !isForTests(file.path));
  const passages = sources.flatMap(passagesOf).filter(({ from, to }) => from !== to);
  const unknown = new Set(sources.map((file) => placeOf(file.path)).filter(isUnknownRoom));
  return [
    ...[...unknown].map((room) => `${room} is a room that the table doesn't know`),
    ...passages.flatMap((passage) => {
      const fault = passageFault(passage);
      return fault === null ? [] : [`${passage.where} ${fault}`];
    }),
    ...circlesAmong(passages),
  ];
}

function passagesOf(file: SourceFile): Passage[] {
  return file.imports
    .filter(({ specifier }) => specifier.startsWith("."))
    .map(({ specifier, line }) => {
      const target = path.posix.join(path.posix.dirname(file.path), specifier);
      const to = placeOf(target);
      const within = target.slice(to.length + 1);
      return { from: placeOf(file.path), to, file: within, where: `${file.path}:${line}` };
    });
}

/** The room a file lies in, or the file's own name when it lies beside the rooms. */
function placeOf(file: string): string {
  return file.split("/", 1)[0] ?? file;
}

function isFile(place: string): boolean {
  return place.includes(".");
}

function isUnknownRoom(place: string): boolean {
  return !isFile(place) && roomTable[place] === undefined;
}

function passageFault({ from, to, file }: Passage): string | null {
  if (wiring.includes(from)) return null;
  if (isFile(to)) return fileFault(from, to);
  const may = [...(roomTable[from] ?? []), ...openRooms];
  if (!may.includes(to)) return `imports from ${to}, which ${from} may not use`;
  const areNeighbours = neighbours.includes(from) && neighbours.includes(to);
  return areNeighbours && file !== "index.ts" ? `imports ${to}/${file}, not ${to}/index.ts` : null;
}

/**
 * Files beside the rooms are open to all, the wiring excepted: of that, `http` sees the context.
 */
function fileFault(from: string, to: string): string | null {
  if (!wiring.includes(to) || (to === "context.ts" && from === "http")) return null;
  return `imports ${to}, which only wires things together`;
}

function circlesAmong(passages: readonly Passage[]): string[] {
  const uses = (from: string, to: string, seen: readonly string[] = []): boolean =>
    passages.some(
      (one) =>
        one.from === from &&
        neighbours.includes(one.to) &&
        (one.to === to || (!seen.includes(one.to) && uses(one.to, to, [...seen, one.to]))),
    );
  const circle = neighbours.filter((room) => uses(room, room));
  return circle.length === 0 ? [] : [`${circle.join(", ")} use each other in a circle`];
}
