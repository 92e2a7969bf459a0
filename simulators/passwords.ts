import { createHash } from "node:crypto";

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
