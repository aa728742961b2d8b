export { type AuditFilter, list } from "./list.ts";
export { type AuditDetail, type Deed, type NewAuditEntry, nobody, record } from "./record.ts";
export { keepExpiring } from "./retention.ts";
