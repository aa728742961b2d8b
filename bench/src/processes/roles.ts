/** The bench's own processes by name; each is loaded in its own process only. */
const roles = {
  stub: () => import("./stub-twilio.ts"),
  "bare-twilio": () => import("./bare-twilio.ts"),
  "bare-undici": () => import("./bare-undici.ts"),
  "callback-sink": () => import("./callback-sink.ts"),
  load: () => import("../load/load-process.ts"),
} as const;

/** What a process of the bench can be. */
export type Role = keyof typeof roles;

/** True for the name of a role. */
export function isRole(name: string | undefined): name is Role {
  return name !== undefined && Object.hasOwn(roles, name);
}

/** Becomes that process. It ends when the bench is gone. */
export async function runRole(role: Role, argument = ""): Promise<void> {
  process.on("disconnect", () => process.exit(0));
  const { run } = await roles[role]();
  await run(argument);
}
