export type { AppView, CommandView, ConnectionView, Problem } from "./check/problem.ts";
