import type { Check } from "../define.ts";
import { publicAddress } from "./public-address.ts";
import { undeclaredDevice } from "./undeclared-device.ts";
import { zoneCrossing } from "./zone-crossing.ts";

export const netChecks: readonly Check[] = [publicAddress, zoneCrossing, undeclaredDevice];
