import type { SimulationScenario } from "../../api/contract/simulation.ts";
import { loadScenario, scenarioNames } from "../../simulators/load-scenario.ts";
import { copyIds } from "../../simulators/repeat-devices.ts";
import { offeredSpeeds } from "../../simulators/speed.ts";

/** The shipped scenarios as the page lists them. */
export async function listScenarios(): Promise<readonly SimulationScenario[]> {
  return Promise.all((await scenarioNames()).map(describe));
}

async function describe(name: string): Promise<SimulationScenario> {
  const scenario = await loadScenario(name);
  const { id, title, proves, plants, timeline } = scenario;
  return {
    id,
    title,
    proves: proves ?? title,
    plants: plants.length,
    devices: plants.reduce((sum, { devices, repeated }) => sum + Object.keys(devices).length + copyIds(repeated).length, 0),
    events: timeline.length,
    speeds: [...offeredSpeeds(scenario)],
  };
}
