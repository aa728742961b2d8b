import type { DocumentFault, DocumentsRefused, ErrorAnswer } from "@trunkline/api-contract";

import { ownReport } from "../../errors.ts";

/** The answer to documents that cannot be taken. */
export function refusedAnswer(faults: readonly DocumentFault[]): DocumentsRefused {
  const count = faults.length === 1 ? "One thing is" : `${faults.length} things are`;
  const error = ownReport({
    code: "DOCUMENTS_WRONG",
    title: "The documents cannot be taken",
    message: `${count} wrong with the documents, and nothing was changed.`,
    hint: "Every problem names its file and its cause.",
  });
  return { error, problems: [...faults] };
}

/** The answer to a replacement that was made from another draft than there is, and its status. */
export function conflictAnswer(given: string | null): {
  readonly status: 412 | 428;
  readonly body: ErrorAnswer;
} {
  if (given === null) return { status: 428, body: { error: missing } };
  return { status: 412, body: { error: staleDraft } };
}

const missing = ownReport({
  code: "IF_MATCH_MISSING",
  title: "The draft is not empty",
  message: "The app's draft has documents, and the request does not say which draft it replaces.",
  hint: "Send If-Match with the ETag of GET …/documents, or If-Match: * to replace whatever is there.",
});

/** What is said to whoever means a draft that has changed since. */
export const staleDraft = ownReport({
  code: "DOCUMENTS_CHANGED",
  title: "The draft has been changed meanwhile",
  message: "Somebody has saved a document since the draft was read, and nothing was done.",
  hint: "Read the documents again, bring the change into them and send it with the new ETag.",
});
