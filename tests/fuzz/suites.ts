import type { Suite } from "./campaign.ts";
import { modbusPlain, modbusTls } from "./modbus.ts";
import { opcuaProbe } from "./opcua-probe.ts";
import { opcuaTransport } from "./opcua-transport.ts";

/** Every suite, with its share of the number of answers that are to be damaged. */
export const suites: readonly { readonly suite: Suite; readonly share: number }[] = [
  { suite: opcuaTransport, share: 1 },
  { suite: opcuaProbe, share: 1 / 50 },
  { suite: modbusPlain, share: 1 },
  { suite: modbusTls, share: 1 / 50 },
];

/** Name of the proof that no value is taken for another's, which runs beside the suites. */
export const attributionName = "modbus-attribution";
