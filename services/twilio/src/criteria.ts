import type { Normalised, Problem } from "@trunkline/service-kit";
import { type Static, Type } from "typebox";

import { patterns, wordings } from "./formats.ts";
import { readInstant } from "./instants.ts";

const dateText = () =>
  Type.Optional(
    Type.String({
      maxLength: 40,
      expected: "a date such as 2030-01-31, or a date and time such as 2030-01-31T12:00:00Z",
    }),
  );
const useLimit = 'Give "limit" beside criteria instead.';
const usePages = 'Use the command listMessagesPage, with "pageToken" beside criteria.';

/** What a list can be narrowed by. Twilio has no other filters. */
export const criteriaSchema = Type.Object(
  {
    to: Type.Optional(Type.String({ pattern: patterns.recipient, expected: wordings.recipient })),
    from: Type.Optional(Type.String({ pattern: patterns.sender, expected: wordings.sender })),
    dateSent: dateText(),
    dateSentBefore: dateText(),
    dateSentAfter: dateText(),
  },
  {
    additionalProperties: false,
    expected: "an object",
    misplaced: {
      limit: useLimit,
      pageSize: useLimit,
      PageSize: useLimit,
      page: usePages,
      pageNumber: usePages,
      pageToken: usePages,
      Page: usePages,
      PageToken: usePages,
    },
  },
);

/** Checked criteria. */
export type Criteria = Static<typeof criteriaSchema>;

/** How many messages a page holds. */
export const limitSchema = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 1000, expected: "a whole number from 1 to 1000" }),
);
/** Messages per page when nobody says. */
export const defaultLimit = 50;

const dateNames = ["dateSent", "dateSentBefore", "dateSentAfter"] as const;

/** The one spelling of criteria: dates as texts in UTC. */
export function normaliseCriteria(criteria: Criteria): Normalised<Criteria> {
  const value: Criteria = { ...criteria };
  const problems: Problem[] = [];
  for (const name of dateNames) {
    const given = criteria[name];
    if (given === undefined) continue;
    const instant = readInstant(given);
    if (instant === null) problems.push(wrongDate(name));
    else value[name] = instant.text;
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value };
}

function wrongDate(name: string): Problem {
  return {
    path: `criteria.${name}`,
    code: "PROPERTY_INVALID",
    message: `The property "criteria.${name}" must be a real date in ISO 8601.`,
    hint: "Write it as 2030-01-31 or 2030-01-31T12:00:00Z.",
  };
}
