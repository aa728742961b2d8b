/** One thing that a folder may import. */
export interface Allowed {
  /** The folder of the package, or all folders beside it as `services/*`. */
  readonly to: string;
  /** The one door that may be used, such as `/describe`; every door when left out. */
  readonly door?: string;
  /** True when only types may be taken. */
  readonly typesOnly?: true;
}

/** A row of the table: which packages the code of a folder may import. */
export interface Row {
  readonly from: string;
  readonly may: readonly Allowed[];
}

const flow = (door: string): Allowed => ({ to: "packages/flow", door });
const kit: Allowed = { to: "services/kit" };
const apiContract: Allowed = { to: "packages/api-contract" };

/** Who may use whom among the workspaces. The first row that fits a folder counts. */
export const packageTable: readonly Row[] = [
  { from: "packages/flow", may: [] },
  { from: "packages/vault", may: [] },
  { from: "packages/sandbox", may: [] },
  { from: "packages/embedded-postgres", may: [] },
  { from: "services/kit", may: [] },
  { from: "services/*", may: [kit] },
  { from: "packages/api-contract", may: [flow("/document"), kit] },
  {
    from: "packages/page-runtime",
    may: [flow("/run"), { ...apiContract, typesOnly: true }],
  },
  // They speak HTTP, so a shared mistake can't hide.
  { from: "simulators/*", may: [] },
  { from: "apps/cli", may: [apiContract] },
  {
    from: "apps/studio",
    may: [
      flow("/document"),
      flow("/describe"),
      kit,
      apiContract,
      { to: "services/*", door: "/describe" },
    ],
  },
  { from: "apps/server", may: [{ to: "packages/*" }, { to: "services/*" }] },
  // It measures the interpreter by itself, in its own process.
  { from: "bench", may: [{ to: "packages/embedded-postgres" }, flow("/run")] },
  // Whole-system tests speak to the product from outside; the database is theirs to start.
  { from: "tests", may: [{ to: "packages/embedded-postgres" }, apiContract] },
];

/** Who may use whom among the server's rooms. Every room may also use those in `openRooms`. */
export const roomTable: Readonly<Record<string, readonly string[]>> = {
  http: ["runs", "messages", "commands", "apps", "connections", "access", "outbound"],
  runs: ["apps", "commands", "messages", "connections"],
  messages: ["commands", "connections"],
  commands: ["access", "connections", "outbound"],
  apps: ["connections", "access"],
  connections: ["apps", "access"],
  access: ["apps", "connections"],
  outbound: [],
  config: [],
  database: [],
};

/** Rooms that all others may use. */
export const openRooms: readonly string[] = ["config", "database"];

/** Rooms that use each other through their `index.ts` alone, and never in a circle. */
export const neighbours: readonly string[] = ["apps", "connections", "access"];

/** Files beside the rooms that see everything: they wire it together. */
export const wiring: readonly string[] = ["index.ts", "server.ts", "context.ts"];
