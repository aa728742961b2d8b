export { openOwnerKey, type OwnerKey, writeClientFile } from "./owner-key.ts";
