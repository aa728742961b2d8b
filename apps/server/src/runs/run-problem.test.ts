import { expect, it } from "vitest";

import { clearText, problemOf } from "./run-problem.ts";

const stopped = (message: string) => ({
  code: "STOPPED_WITH_ERROR",
  message,
  hint: "",
  blockId: "b",
  cause: null,
});

it("masks long numbers and addresses, and takes out what no column holds", () => {
  expect(clearText("Call +1 (555) 000-1111 or 934 211, ask rosa@example.com")).toBe(
    "Call ••• or •••, ask •••",
  );
  expect(clearText("a\u0000b\ud800c 21610 in 3 s")).toBe("a b c ••• in 3 s");
});

it("shows a text that the flow's document holds and no other", () => {
  const own = problemOf(stopped("Sold out."), (text) => text === "Sold out.");
  expect(own).toMatchObject({ message: "Sold out.", blockId: "b", hint: null });
  const made = problemOf(stopped("Rosalind is out."), () => false);
  expect(made.message).not.toContain("Rosalind");
});
