import type { SimulationScenario } from "../../api/contract/simulation.ts";
import { loadScenario, scenarioNames } from "../../simulators/load-scenario.ts";
import { copyIds } from "../../simulators/repeat-devices.ts";

/**
 * Devices, collectors and the times by which something must be seen go by the clock alone; a timeline that ran faster would ask
 * another question than its truth answers.
 */
const speeds = [1];

/** The shipped scenarios as the page lists them. */
export async function listScenarios(): Promise<readonly SimulationScenario[]> {
  return Promise.all((await scenarioNames()).map(describe));
}

async function describe(name: string): Promise<SimulationScenario> {
  const { id, title, proves, plants, timeline } = await loadScenario(name);
  return {
    id,
    title,
    proves: proves ?? title,
    plants: plants.length,
    devices: plants.reduce((sum, { devices, repeated }) => sum + Object.keys(devices).length + copyIds(repeated).length, 0),
    events: timeline.length,
    speeds,
  };
}
