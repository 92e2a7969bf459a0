import pino from "pino";
import type { SimulatedDevice } from "../../simulators/define.ts";
import { loadSimulator } from "../../simulators/index.ts";
import { type DevicesAnswer, orderSchema } from "./devices.ts";

/** A process of its own for the devices whose answers are damaged, so that what they cost is not taken for the client's. */
process.once("message", (raw) => {
  start(raw).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ failed: String(error) } satisfies DevicesAnswer),
  );
});
process.once("disconnect", () => process.exit());

async function start(raw: unknown): Promise<DevicesAnswer> {
  const { devices, at, trustedClientPems, dataDir } = orderSchema.parse(raw);
  const log = pino({ level: "silent" });
  const running: SimulatedDevice[] = [];
  for (const { kind, ...declaration } of devices) {
    const { simulator, profile } = await loadSimulator(`${kind}/${declaration.profile}`);
    const environment = { clock: { now: () => at }, log, trustedClientPems, dataDir };
    running.push(await simulator.start({ ...declaration, profile }, environment));
  }
  return { endpoints: running.map((device) => [...device.endpoints]) };
}
