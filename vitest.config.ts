import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Whole programs mostly wait for each other: they start first, and quick tests of single units fill the gaps. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => longest.findIndex((part) => moduleId.includes(part));
    return files.toSorted((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId));
  }
}
/** The empty part stands for every other file. */
const longest = ["/tests/end-to-end/demo", "/tests/evaluation/", "/tests/end-to-end/", "/tests/", ""];

export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    exclude: ["node_modules/**", "dist/**", "tests/fixtures/**"],
    globalSetup: ["tests/support/stack.ts"],
    setupFiles: ["tests/support/property-seed.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
