import { createHash } from "node:crypto";
import type { Scenario } from "../model/truth/scenario.ts";

/**
 * The password that a simulated device expects where the inventory names `passwordEnv`; whoever runs the collector puts
 * it into that environment variable. It protects nothing but a simulation on loopback.
 */
export function simulatedPassword(seed: number, passwordEnv: string): string {
  return createHash("sha256")
    .update(JSON.stringify(["simulated-password", seed, passwordEnv]))
    .digest("base64url")
    .slice(0, 24);
}

/** Every password of a scenario by the name of its environment variable, for the collector that polls it. */
export function passwordsOf(scenario: Scenario, seed: number): Readonly<Record<string, string>> {
  const endpoints = scenario.plants.flatMap(({ inventory }) => inventory.assets.flatMap((asset) => asset.endpoints));
  const names = endpoints.flatMap((endpoint) =>
    endpoint.protocol === "opcua"
      ? [endpoint.credentials, endpoint.factoryAccount].flatMap((account) => account?.passwordEnv ?? [])
      : [],
  );
  return Object.fromEntries(names.map((name) => [name, simulatedPassword(seed, name)]));
}
