/** What can keep the simulator from starting. */
export type SimulatorErrorCode =
  | "SIMULATOR_SETTING_INVALID"
  | "SIMULATOR_PORT_IN_USE"
  | "SIMULATOR_NOT_LISTENING"
  | "SIMULATOR_DATA_DIR_UNUSABLE"
  | "SIMULATOR_ACCOUNTS_UNREADABLE"
  | "SIMULATOR_STATE_UNREADABLE";

/** A start that failed, with a message that says which variable or file to look at. */
export class SimulatorError extends Error {
  override readonly name = "SimulatorError";
  readonly code: SimulatorErrorCode;

  constructor(code: SimulatorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
