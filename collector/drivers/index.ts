import type { Endpoint } from "../../model/protocols/index.ts";
import type { Driver } from "./define.ts";

/** Drivers by protocol, loaded when first used; a new one is its folder and its line here. */
export const drivers: Readonly<Record<Endpoint["protocol"], () => Promise<Driver>>> = {
  modbus: async () => (await import("./modbus/driver.ts")).modbusDriver,
  opcua: async () => (await import("./opcua/driver.ts")).opcuaDriver,
};
