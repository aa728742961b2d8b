import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { ErrorAnswer } from "@trunkline/api-contract";
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";

import type { Context } from "../../context.ts";

/** The HTTP application as routes see it: their schemas give their types. */
export type HttpApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** A route's file exports one of these; its path in the folder is its address. */
export type Route = (app: HttpApp, context: Context) => void;

/** The errors that any route may answer, for its schema. */
export const errorAnswers = { "4xx": ErrorAnswer, "5xx": ErrorAnswer } as const;
