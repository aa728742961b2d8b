import type { ErrorReport } from "@trunkline/service-kit";
import { Type } from "typebox";

const orNull = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** Every error under `/api/`, whatever went wrong. */
export const ErrorAnswer = Type.Object({
  error: Type.Object({
    code: Type.String({ description: "Our stable code: what programs branch on." }),
    title: Type.String(),
    message: Type.String(),
    hint: orNull(Type.String()),
    status: orNull(Type.Integer({ description: "The status that the service answered with." })),
    twilioCode: orNull(Type.Integer()),
    moreInfo: orNull(Type.String()),
    requestId: orNull(Type.String({ description: "The service's id of the request." })),
    retryable: Type.Boolean(),
    outcome: Type.Union([Type.Literal("not-done"), Type.Literal("done"), Type.Literal("unknown")]),
  }),
});
/** The same as a type: the kit's report under `error`. */
export type ErrorAnswer = { readonly error: ErrorReport };
