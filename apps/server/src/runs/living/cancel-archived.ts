import type { Id } from "../../database/index.ts";
import type { Runs } from "../open-runs.ts";

/**
 * Cuts the runs that are under way here in apps that are archived or gone. To be called after every
 * change anywhere; it asks only while there are such runs at all.
 */
export async function cancelArchived({ pool, live }: Pick<Runs, "pool" | "live">): Promise<void> {
  const apps = live.apps();
  if (apps.size === 0) return;
  const { rows } = await pool.query<{ id: Id<"app"> }>(
    "select id from apps where id = any($1::text[]) and archived_at is null",
    [[...apps]],
  );
  const alive = new Set(rows.map(({ id }) => id));
  live.cancel(new Set([...apps].filter((app) => !alive.has(app))));
}
