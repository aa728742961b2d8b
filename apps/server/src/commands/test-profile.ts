import type { ProfileTest } from "@trunkline/service-kit";

import type { SealedProfile } from "../connections/index.ts";
import { type CallParts, openCall } from "./open-call.ts";

/** Makes one harmless authenticated read with a profile and tells in words what is wrong. */
export async function testProfile(parts: CallParts, profile: SealedProfile): Promise<ProfileTest> {
  using open = openCall(parts, profile, () => true);
  // Awaited here: the client's life ends with this function.
  return await profile.service.testProfile(open.client);
}
