import type { DataKeys } from "../../connections/index.ts";
import type { Database } from "../../database/index.ts";
import type { FlowForm } from "./flow-form.ts";
import { readForm, type Wanted } from "./read-form.ts";

/** Finds flows by name, from memory where that is safe. */
export interface FlowDirectory {
  /**
   * The form in the live release; null when that has no such flow, or nothing is live.
   *
   * @throws AppsError `APP_UNKNOWN`.
   */
  live(app: string, flow: string): Promise<FlowForm | null>;
  /**
   * The newest form; null when there is no such flow.
   *
   * @throws AppsError `APP_UNKNOWN`.
   */
  draft(app: string, flow: string): Promise<FlowForm | null>;
  /**
   * The form of a flow in a release, whatever is live; null when the release has no such flow.
   *
   * @throws AppsError `APP_UNKNOWN`.
   */
  released(app: string, flow: string, release: number): Promise<FlowForm | null>;
  /** Looks again at the next question: something may have changed. */
  forget(): void;
}

interface Kept {
  readonly form: FlowForm;
  /** Of which generation it is known to be right. */
  readonly generation: number;
}

interface Reading {
  readonly generation: number;
  readonly form: Promise<FlowForm | null>;
}

/**
 * Opens the directory. What is kept is looked at again after every change anywhere, by one small
 * question: only what has really changed is read and made anew.
 *
 * @param mayKeep False while changes made by other servers may go unheard: then every question asks
 * the database.
 */
export function openFlowDirectory(
  database: Database,
  dataKeys: DataKeys,
  mayKeep: () => boolean,
): FlowDirectory {
  const kept = new Map<string, Kept>();
  const readings = new Map<string, Reading>();
  let generation = 0;

  const read = async (address: string, wanted: Wanted): Promise<FlowForm | null> => {
    const readIn = generation;
    const form = await readForm(database, dataKeys, wanted, kept.get(address)?.form ?? null);
    // One that began earlier may end later than one that knows more.
    if ((kept.get(address)?.generation ?? 0) > readIn) return form;
    if (form === null) kept.delete(address);
    else kept.set(address, { form, generation: readIn });
    return form;
  };
  /** Questions that come while the same one is being answered share its answer. */
  const readOnce = (address: string, wanted: Wanted): Promise<FlowForm | null> => {
    const underWay = readings.get(address);
    if (underWay?.generation === generation) return underWay.form;
    const form = read(address, wanted).finally(() => {
      if (readings.get(address)?.form === form) readings.delete(address);
    });
    readings.set(address, { generation, form });
    return form;
  };
  const find = async (wanted: Wanted): Promise<FlowForm | null> => {
    const address = `${wanted.app}/${wanted.flow}/${wanted.source}`;
    const known = kept.get(address);
    if (known !== undefined && known.generation === generation && mayKeep()) return known.form;
    return readOnce(address, wanted);
  };
  return {
    live: (app, flow) => find({ app, flow, source: "live" }),
    draft: (app, flow) => find({ app, flow, source: "draft" }),
    // Runs that go again are rare: nothing is kept for them.
    released: (app, flow, release) =>
      readForm(database, dataKeys, { app, flow, source: release }, null),
    forget() {
      generation += 1;
    },
  };
}
