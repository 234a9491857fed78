import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    // One worker a core: the default leaves one idle, which is half of a small machine.
    maxWorkers: "100%",
    onConsoleLog: () => {
      throw new Error("a test printed to the console");
    },
  },
});
