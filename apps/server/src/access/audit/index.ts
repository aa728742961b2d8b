export { type AuditFilter, list } from "./list.ts";
export { type Deed, nobody, record } from "./record.ts";
export { keepExpiring } from "./retention.ts";
