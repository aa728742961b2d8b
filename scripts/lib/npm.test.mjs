import { expect, test } from "vitest";

import { npmCommand } from "./npm.mjs";

test("uses the npm that runs the script", () => {
  const npm = npmCommand({ npm_execpath: "/opt/npm/bin/npm-cli.js" });
  expect(npm).toEqual({ command: process.execPath, args: ["/opt/npm/bin/npm-cli.js"] });
});

test.each([undefined, "/opt/npm/bin/npx-cli.js", "/opt/yarn/bin/yarn.js"])(
  "takes npm from the PATH when %s runs the script",
  (npm_execpath) => {
    expect(npmCommand({ npm_execpath })).toEqual({ command: "npm", args: [] });
  },
);
