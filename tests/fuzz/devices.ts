import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { DriverServices } from "../../collector/drivers/define.ts";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { systemClock } from "../../model/instant.ts";
import { type Asset, assetSchema } from "../../model/inventory/inventory.ts";
import { endpointSchema } from "../../model/protocols/index.ts";
import { simulatedPassword } from "../../simulators/passwords.ts";

const declarationSchema = z.strictObject({
  kind: z.enum(["modbus", "opcua"]),
  id: z.string(),
  profile: z.string(),
  weaknesses: z.array(z.string()),
  without: z.array(z.string()),
  seed: z.number(),
  listeners: z.array(
    z.strictObject({
      host: z.string(),
      port: z.number(),
      endpoints: z.array(z.strictObject({ asset: assetSchema, endpoint: endpointSchema })),
    }),
  ),
});

/** What the process of the devices is told. */
export const orderSchema = z.strictObject({
  devices: z.array(declarationSchema),
  /** The time at which the clocks of the devices stand still, so that no value moves. */
  at: z.number(),
  trustedClientPems: z.array(z.string()),
  dataDir: z.string(),
});
type Order = z.output<typeof orderSchema>;
export type DeviceDeclaration = Order["devices"][number];

const answerSchema = z.union([
  z.strictObject({ endpoints: z.array(z.array(z.object({ url: z.string(), certificateSha256: z.string().optional() }))) }),
  z.strictObject({ failed: z.string() }),
]);
export type DevicesAnswer = z.output<typeof answerSchema>;
export type RunningEndpoint = { readonly url: string; readonly certificateSha256?: string | undefined };

/** Devices that answer rightly, in a process of their own, and what a driver needs to ask them. */
export interface GoodDevices extends AsyncDisposable {
  /** By device, in the order of their declaration. */
  readonly endpoints: readonly (readonly RunningEndpoint[])[];
  readonly services: DriverServices;
}

/** Seed of the devices' values and passwords; what is damaged has a seed of its own. */
const deviceSeed = 7;

/** One device on any free port of loopback, that serves every endpoint of some assets. */
export function declareDevice(
  kind: "modbus" | "opcua",
  id: string,
  profile: string,
  assets: readonly Asset[],
  { weaknesses = [], without = [] }: { readonly weaknesses?: readonly string[]; readonly without?: readonly string[] } = {},
): DeviceDeclaration {
  const endpoints = assets.flatMap((asset) => asset.endpoints.map((endpoint) => ({ asset, endpoint })));
  return {
    kind,
    id,
    profile,
    weaknesses: [...weaknesses],
    without: [...without],
    seed: deviceSeed,
    listeners: [{ host: "127.0.0.1", port: 0, endpoints }],
  };
}

/** `at`: what the clocks of the devices say; certificates are made for then. */
export async function startGoodDevices(
  devices: readonly DeviceDeclaration[],
  at: number = systemClock.now(),
): Promise<GoodDevices> {
  const dataDir = await mkdtemp(join(tmpdir(), "plantwatch-fuzz-"));
  const identity = await loadOrMakeIdentity(join(dataDir, "identity"), "fuzz", "client");
  const stranger = await loadOrMakeIdentity(join(dataDir, "identity"), "fuzz", "stranger");
  const child = fork(fileURLToPath(new URL("./good-devices.ts", import.meta.url)), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.send({ devices: [...devices], at, trustedClientPems: [identity.certificatePem], dataDir } satisfies Order);
  const answer = await new Promise<DevicesAnswer>((resolve, reject) => {
    child.once("message", (raw) => resolve(answerSchema.parse(raw)));
    void exited.then(() => reject(new Error("the devices ended before they answered")));
  });
  if ("failed" in answer) throw new Error(answer.failed);
  return {
    endpoints: answer.endpoints,
    services: {
      clock: systemClock,
      identity,
      strangerIdentity: async () => stranger,
      secret: (name) => simulatedPassword(deviceSeed, name),
    },
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await exited;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
