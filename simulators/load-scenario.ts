import { readdir, readFile } from "node:fs/promises";
import { Problem } from "../model/problem.ts";
import { type Scenario, scenarioSchema } from "../model/truth/scenario.ts";
import { formatIssue, type Parsed, parseYaml } from "../model/yaml/parse-yaml.ts";
import { copyIds } from "./repeat-devices.ts";

const folder = new URL("./scenarios/", import.meta.url);

/** Ids of the shipped scenarios, sorted. */
export async function scenarioNames(): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/**
 * Loads a shipped scenario by its id, or one from a file.
 * @throws Problem `unknown-scenario`, or `invalid-scenario` with file, line and path
 */
export async function loadScenario(name: string): Promise<Scenario> {
  const names = await scenarioNames();
  const file = names.includes(name) ? new URL(`${name}/scenario.yaml`, folder) : name;
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new Problem("unknown-scenario", `There is no scenario "${name}".`, {
      target: name,
      advice: `Give a file, or one of ${names.join(", ")}.`,
      cause,
    });
  });
  const parsed = parseScenario(text, names.includes(name) ? `${name}/scenario.yaml` : name);
  if (!parsed.ok) throw new Problem("invalid-scenario", parsed.issues.map(formatIssue).join("\n"), { target: name });
  return parsed.value;
}

/** Parses a scenario; devices must serve endpoints that exist, each once, under ids of their own. */
export function parseScenario(text: string, file: string): Parsed<Scenario> {
  return parseYaml(text, file, scenarioSchema, (scenario, report) => {
    const devices = new Set(scenario.plants.flatMap(({ repeated }) => copyIds(repeated)));
    for (const [index, plant] of scenario.plants.entries()) {
      const free = new Set(
        plant.inventory.assets.flatMap((asset) => asset.endpoints.map((endpoint) => servedName(asset.id, endpoint.id))),
      );
      for (const [id, device] of Object.entries(plant.devices)) {
        const path = ["plants", index, "devices", id];
        if (devices.has(id)) report(path, `"${id}" is used twice; ids must differ`);
        devices.add(id);
        for (const [number, [asset, endpoint]] of device.serves.entries()) {
          if (free.delete(servedName(asset, endpoint))) continue;
          report([...path, "serves", number], `no endpoint "${endpoint}" at an asset "${asset}", or another device serves it`);
        }
      }
    }
    for (const [index, { device }] of scenario.timeline.entries()) {
      if (device !== undefined && !devices.has(device)) report(["timeline", index, "device"], `no device "${device}"`);
    }
  });
}

function servedName(asset: string, endpoint: string): string {
  return JSON.stringify([asset, endpoint]);
}
