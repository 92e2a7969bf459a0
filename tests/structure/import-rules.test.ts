import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { describe, expect, it } from "vitest";
import configuration from "../../dependency-cruiser.config.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

async function violationsIn(folder: string) {
  const { options, ...ruleSet } = configuration;
  const { output } = await cruise([folder], {
    ...options,
    baseDir: root,
    exclude: { path: "(^|/)dist/" },
    validate: true,
    ruleSet,
  });
  const { summary } = output as ICruiseResult;
  return summary;
}

describe("import rules", () => {
  it("catch a planted import of the collector by a simulator", async () => {
    const { violations, totalDependenciesCruised } = await violationsIn("tests/fixtures/violations");
    expect(totalDependenciesCruised).toBeGreaterThan(0);
    expect(violations.map(({ rule, from, to }) => [rule.name, from, to])).toEqual([
      [
        "simulators-imports-only-what-the-table-allows",
        "tests/fixtures/violations/simulators/cheat.ts",
        "tests/fixtures/violations/collector/collected.ts",
      ],
    ]);
  });

  it("see the imports of the real tree", async () => {
    const { violations, totalDependenciesCruised } = await violationsIn("model");
    expect(totalDependenciesCruised).toBeGreaterThan(30);
    expect(violations).toEqual([]);
  });
});
