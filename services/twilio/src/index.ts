export { twilioService } from "./service.ts";
