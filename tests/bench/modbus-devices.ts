import { createRequire } from "node:module";
import { freePort } from "../support/processes.ts";

/** Modbus devices in a process of their own, so that their work is not counted: one listener a device, registers that stay. */
const { ServerTCP } = createRequire(import.meta.url)("modbus-serial") as typeof import("modbus-serial");

const vector = {
  getHoldingRegister: (address: number) => address,
  getInputRegister: (address: number) => address,
  getCoil: () => true,
  getDiscreteInput: () => true,
};

const ports: number[] = [];
for (let device = 0; device < Number(process.argv[2]); device++) {
  // The library takes port 0 for its default.
  const port = await freePort();
  const server = new ServerTCP(vector, { host: "127.0.0.1", port, unitID: 1 });
  await new Promise((resolve) => server.once("initialized", resolve));
  ports.push(port);
}
process.send?.(ports);
process.on("disconnect", () => process.exit(0));
