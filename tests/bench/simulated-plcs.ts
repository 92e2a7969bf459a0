import pino from "pino";
import { systemClock } from "../../model/instant.ts";
import { assetSchema } from "../../model/inventory/inventory.ts";
import { simulator } from "../../simulators/modbus/device.ts";

/** A process of simulated PLCs, so that their work is not counted: `first` is the number of its first device, `count` how many. */
const [first = 0, count = 0] = process.argv.slice(2).map(Number);
const environment = { clock: systemClock, log: pino({ enabled: false }), trustedClientPems: [], dataDir: "unused" };

const urls: string[] = [];
for (let number = first; number < first + count; number++) {
  const asset = assetSchema.parse({
    id: `plc-${number}`,
    name: `PLC ${number}`,
    site: "site",
    role: "field-device",
    endpoints: [{ id: "mb", protocol: "modbus", url: "modbus://192.0.2.1:502/1" }],
  });
  const device = await simulator.start(
    {
      id: asset.id,
      profile: "plc",
      weaknesses: [],
      without: [],
      seed: 1,
      listeners: [{ host: hostOf(number), port: 0, endpoints: asset.endpoints.map((endpoint) => ({ asset, endpoint })) }],
    },
    environment,
  );
  urls.push(...device.endpoints.map(({ url }) => url));
}
process.send?.(urls);
process.on("disconnect", () => process.exit(0));

/** An address of its own in 127/8 where the system has them all, as Linux does; elsewhere the port tells the devices apart. */
function hostOf(number: number): string {
  return process.platform === "linux" ? `127.20.${Math.floor(number / 250)}.${(number % 250) + 1}` : "127.0.0.1";
}
