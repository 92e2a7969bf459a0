import type { Check } from "../define.ts";
import { anyClient } from "./any-client.ts";
import { anyUnit } from "./any-unit.ts";
import { baselineDrift } from "./baseline-drift.ts";
import { cleartext } from "./cleartext.ts";
import { identityChanged } from "./identity-changed.ts";
import { runState } from "./run-state.ts";

export const modbusChecks: readonly Check[] = [cleartext, anyClient, anyUnit, identityChanged, baselineDrift, runState];
