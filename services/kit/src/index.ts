export {
  type Command,
  type CommandDeclaration,
  defineCommand,
  type Demand,
  type Normalised,
} from "./define-command.ts";
export { defineService, type Service, type ServiceDeclaration } from "./define-service.ts";
export { InputError, KitError, RetryableError, ServiceError, TerminalError } from "./errors.ts";
export type { ServiceErrorFacts } from "./errors.ts";
export { checkInput } from "./check-input.ts";
export { nearestName, nameForDisplay } from "./nearest-name.ts";
export { inputReport, type ErrorReport, type Outcome } from "./error-report.ts";
export type { Problem } from "./problem.ts";
export type { ProfileTest } from "./profile-test.ts";
export { type SettingsDeclaration, type SettingField, defineSettings } from "./settings.ts";
export {
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
  TransportError,
  type TransportFault,
} from "./transport.ts";
export type { CancelSignal, Effect, OpenContext, ServiceClock, Surface } from "./context.ts";
