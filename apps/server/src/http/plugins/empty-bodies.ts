import type { HttpApp } from "../routes/route.ts";

/**
 * Takes a JSON body that is empty as none: programs name the content type also where they send
 * nothing, such as to activate a release. Where a body is needed, its schema says so.
 */
export function takeEmptyBodies(app: HttpApp): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<string>(
    "application/json",
    { parseAs: "string" },
    (request, text, done) => {
      if (text === "") done(null, null);
      else void parse(request, text, done);
    },
  );
}
