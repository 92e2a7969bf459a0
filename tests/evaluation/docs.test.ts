import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { loadSimulator } from "../../simulators/index.ts";
import { scenarioNames } from "../../simulators/load-scenario.ts";

const text = await readFile(new URL("../../docs/simulators.md", import.meta.url), "utf8");
const missing = (names: readonly string[]) => names.filter((name) => !text.includes(`\`${name}\``));

describe("the testers' page", () => {
  it("names every shipped scenario", async () => {
    expect(missing(await scenarioNames())).toEqual([]);
  });

  it.each(["opcua/plc", "modbus/plc", "hostile/silent"])("names every profile and weakness beside %s", async (profile) => {
    const { simulator } = await loadSimulator(profile);
    const [kind = ""] = profile.split("/");
    expect(missing([...simulator.profiles.map((name) => `${kind}/${name}`), ...simulator.weaknesses])).toEqual([]);
  });
});
