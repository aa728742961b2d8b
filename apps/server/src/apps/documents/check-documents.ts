import { setImmediate as giveWay } from "node:timers/promises";

import {
  AccessRules,
  compactDocument,
  ConnectionDocument,
  type DocumentFault,
  FlowDocument,
  type ReplaceDocuments,
} from "@trunkline/api-contract";
import { checkInput, type Problem } from "@trunkline/service-kit";
import type { TSchema } from "typebox";

/** How large a document may be, without blanks. */
const documentMaxBytes = 8 * 1024 * 1024;

/** A flow in the form in which it is stored. */
export interface FlowToSave {
  readonly document: FlowDocument;
  readonly text: string;
}

/** Documents whose form is right. */
export interface CheckedDocuments {
  readonly groups: readonly string[];
  readonly rules: AccessRules;
  readonly connections: readonly ConnectionDocument[];
  readonly flows: readonly FlowToSave[];
}

/** What came of checking; documents with a fault are left out of it. */
export interface DocumentsCheck {
  readonly documents: CheckedDocuments;
  readonly faults: readonly DocumentFault[];
}

/**
 * Checks the form of every document that somebody gives, each by its own schema. Between one and the
 * next others have their turn.
 */
export async function checkDocuments(given: ReplaceDocuments): Promise<DocumentsCheck> {
  const faults: DocumentFault[] = [];
  const rules = right<AccessRules>(AccessRules, rulesOf(given), faults);
  const connections: ConnectionDocument[] = [];
  for (const one of placed("connections", given.connections, faults)) {
    connections.push(...right<ConnectionDocument>(ConnectionDocument, one, faults));
  }
  const flows: FlowToSave[] = [];
  for (const one of placed("flows", given.flows, faults)) {
    const documents = right<FlowDocument>(FlowDocument, one, faults);
    flows.push(...documents.flatMap((document) => toSave(document, faults)));
    await giveWay();
  }
  const { groups = [] } = given;
  return { documents: { groups, rules: rules[0] ?? {}, connections, flows }, faults };
}

function rulesOf({ rules = {} }: ReplaceDocuments): Placed {
  return { file: "rules.json", value: rules };
}

/** The document, unless its form is wrong, which becomes faults. */
function right<Document>(
  schema: TSchema,
  { file, value }: Placed,
  faults: DocumentFault[],
): Document[] {
  const problems = checkInput(schema, value, "document");
  faults.push(...problems.map((problem) => faultOf(file, problem)));
  return problems.length === 0 ? [value as Document] : [];
}

/** A problem of a document as the fault of a file. */
export function faultOf(
  file: string,
  { path, code, message, hint }: Pick<Problem, "path" | "code" | "message" | "hint">,
): DocumentFault {
  return { file, path, code, message, hint };
}

interface Placed {
  readonly file: string;
  readonly value: unknown;
}

/** The documents with their places in a folder; of two with one name the second is a fault. */
function placed(folder: string, values: readonly unknown[], faults: DocumentFault[]): Placed[] {
  const files = new Set<string>();
  return values.flatMap((value, index) => {
    const name = nameOf(value);
    const file = name === null ? `${folder}/${index}` : `${folder}/${name}.json`;
    if (files.has(file)) {
      faults.push(faultOf(file, nameTwice));
      return [];
    }
    files.add(file);
    return [{ file, value }];
  });
}

const nameTwice = {
  path: "name",
  code: "NAME_TWICE",
  message: "Two documents have this name.",
  hint: "Give one of them another name.",
};

function nameOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "name")) return null;
  const name: unknown = Reflect.get(value, "name");
  return typeof name === "string" && /^[a-z][a-z0-9_-]{0,62}$/u.test(name) ? name : null;
}

function toSave({ name, kind, settings, workspace }: FlowDocument, faults: DocumentFault[]) {
  const document = { name, kind, settings: settings ?? {}, workspace };
  const text = compactDocument(document);
  if (Buffer.byteLength(text) <= documentMaxBytes) return [{ document, text }];
  faults.push(faultOf(`flows/${name}.json`, tooLarge));
  return [];
}

const tooLarge = {
  path: "",
  code: "DOCUMENT_TOO_LARGE",
  message: "The document is larger than 8 MiB.",
  hint: "Divide the flow into several.",
};
