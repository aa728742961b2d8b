import { defineConfig } from "vitest/config";

/** Tests read the sources of every package (`source` in its exports), so nothing is built first. */
export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{packages,services,simulators,apps,bench,scripts}/**/*.test.{ts,mjs}"],
          exclude: ["**/dist/**", "**/node_modules/**", "apps/server/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "server",
          include: ["apps/server/src/**/*.test.ts"],
          globalSetup: ["apps/server/src/testing/global-setup.ts"],
        },
      },
      {
        extends: true,
        test: { name: "system", include: ["tests/src/**/*.test.ts"], testTimeout: 120_000 },
      },
    ],
  },
});
