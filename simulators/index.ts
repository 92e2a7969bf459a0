import { Problem } from "../model/problem.ts";
import type { Simulator } from "./define.ts";

/** Simulators by the first part of a profile's name; loaded only when a scenario uses them. */
const simulators: Readonly<Record<string, () => Promise<{ simulator: Simulator }>>> = {
  opcua: () => import("./opcua/device.ts"),
  modbus: () => import("./modbus/device.ts"),
  hostile: () => import("./hostile/device.ts"),
};

/**
 * Finds the simulator and the profile that a name such as `opcua/legacy-server` stands for.
 * @throws Problem `unknown-profile`
 */
export async function loadSimulator(name: string): Promise<{ simulator: Simulator; profile: string }> {
  const [kind = "", profile = ""] = name.split("/");
  const load = simulators[kind];
  if (load === undefined) throw unknownProfile(name, Object.keys(simulators).join(", "));
  const { simulator } = await load();
  if (!simulator.profiles.includes(profile)) throw unknownProfile(name, simulator.profiles.join(", "));
  return { simulator, profile };
}

function unknownProfile(name: string, known: string): Problem {
  return new Problem("unknown-profile", `There is no device profile "${name}".`, {
    target: name,
    advice: `Known here: ${known}.`,
  });
}
