import { checkInput, InputError } from "@trunkline/service-kit";
import type { FastifyInstance } from "fastify";
import type { TSchema } from "typebox";

/**
 * Checks requests with the same code that checks commands' inputs: nothing is dropped or bent, all
 * problems are told at once, and a misspelled property is answered with the nearest right name.
 */
export function validateRequests(app: FastifyInstance): void {
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) => {
    const root = httpPart ?? "body";
    return (value: unknown) => {
      const problems = checkInput(schema, value ?? undefined, root);
      return problems.length === 0 ? { value } : { error: new InputError(problems) };
    };
  });
}
