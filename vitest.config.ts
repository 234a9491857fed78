import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    onConsoleLog: () => {
      throw new Error("a test printed to the console");
    },
  },
});
