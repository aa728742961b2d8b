import { openSettings, type SealedProfile } from "../connections/index.ts";

/** A profile's opened settings, for as long as somebody has borrowed them. */
export interface BorrowedSettings extends Disposable {
  readonly settings: Readonly<Record<string, unknown>>;
}

interface Lent {
  readonly settings: Readonly<Record<string, unknown>>;
  borrowers: number;
}

const lentOut = new WeakMap<SealedProfile, Lent>();

/**
 * Opens a profile for a call. Calls that are under way together share what was opened, and the last
 * to end drops it: opened settings never outlive the calls that need them.
 */
export function borrowSettings(profile: SealedProfile): BorrowedSettings {
  const lent = lentOut.get(profile) ?? { settings: openSettings(profile), borrowers: 0 };
  lentOut.set(profile, lent);
  lent.borrowers += 1;
  let isBack = false;
  return {
    settings: lent.settings,
    [Symbol.dispose]() {
      if (isBack) return;
      isBack = true;
      lent.borrowers -= 1;
      if (lent.borrowers === 0) lentOut.delete(profile);
    },
  };
}
