import { Problem } from "../../model/problem.ts";
import { type ServerSettings, wellKept } from "./settings.ts";
import { type WeaknessName, weaknessNames } from "./weakness.ts";
import { weaknesses } from "./weaknesses.ts";

function isWeakness(name: string): name is WeaknessName {
  return (weaknessNames as readonly string[]).includes(name);
}

/**
 * The weaknesses with everything that comes with them, in the order of the table.
 * @throws Problem `unknown-weakness`
 */
export function withIncluded(names: readonly string[]): readonly WeaknessName[] {
  const found = new Set<WeaknessName>();
  const add = (name: string): void => {
    if (!isWeakness(name)) {
      throw new Problem("unknown-weakness", `There is no OPC UA weakness "${name}".`, {
        target: name,
        advice: `Known: ${weaknessNames.join(", ")}.`,
      });
    }
    if (found.has(name)) return;
    found.add(name);
    for (const included of weaknesses[name].includes ?? []) add(included);
  };
  for (const name of names) add(name);
  return weaknessNames.filter((name) => found.has(name));
}

/** The server that has these weaknesses and no others. */
export function settingsWith(names: readonly WeaknessName[]): ServerSettings {
  return names.reduce((settings, name) => weaknesses[name].make(settings), wellKept);
}
