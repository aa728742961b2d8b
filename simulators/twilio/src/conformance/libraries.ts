import { createRequire } from "node:module";

import twilio6 from "twilio";
import twilio5 from "twilio5";

/** One version of the official library. */
export interface Library {
  readonly version: string;
  readonly twilio: typeof twilio6;
}

/** The newest version of each major that is checked; the simulator is to be the same to all of them. */
export function libraries(): Library[] {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) =>
    (require(`${name}/package.json`) as { version: string }).version;
  return [
    { version: versionOf("twilio"), twilio: twilio6 },
    // The checks use nothing in which the two majors differ.
    { version: versionOf("twilio5"), twilio: twilio5 as unknown as typeof twilio6 },
  ];
}
