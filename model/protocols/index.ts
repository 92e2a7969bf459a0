import { z } from "zod";
import { netSweep } from "../discovery/sweep.ts";
import type { Probe, Protocol } from "./define.ts";
import { modbusEndpointSchema } from "./modbus/endpoint.ts";
import { modbus } from "./modbus/protocol.ts";
import { opcuaEndpointSchema } from "./opcua/endpoint.ts";
import { opcua } from "./opcua/protocol.ts";

/** Every protocol that Plantwatch speaks; a new one is its folder and its lines here. */
export const protocols: readonly Protocol[] = [opcua, modbus];
export const endpointSchema = z.discriminatedUnion("protocol", [opcuaEndpointSchema, modbusEndpointSchema]);
export type Endpoint = z.output<typeof endpointSchema>;

const probesById = new Map([...protocols.flatMap((protocol) => protocol.probes), netSweep].map((probe) => [probe.id, probe]));

/** The probe with this id, or undefined where this release does not know it. */
export function findProbe(id: string): Probe | undefined {
  return probesById.get(id);
}
