/** Why a whole answer is of no use: `redirect`, `unreadable` (not JSON) or `incomplete`. */
export type AnswerFault = "redirect" | "unreadable" | "incomplete";

/** An answer with a status that promises something, and without it. It never holds the answer's text. */
export class AnswerError extends Error {
  override readonly name = "AnswerError";
  readonly code: AnswerFault;

  constructor(code: AnswerFault) {
    super(`The answer is of no use (${code}).`);
    this.code = code;
  }
}
