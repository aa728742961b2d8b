export type { Flight } from "./flight.ts";
export { openOutbound, type Outbound } from "./outbound.ts";
