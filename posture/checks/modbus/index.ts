import type { Check } from "../define.ts";
import { anyClient } from "./any-client.ts";
import { anyUnit } from "./any-unit.ts";
import { baselineDrift } from "./baseline-drift.ts";
import { cleartext } from "./cleartext.ts";
import { exceptionsRising } from "./exceptions-rising.ts";
import { identityChanged } from "./identity-changed.ts";
import { protocolViolation } from "./protocol-violation.ts";
import { restarted } from "./restarted.ts";
import { runState } from "./run-state.ts";
import { tlsNoClientAuth } from "./tls-no-client-auth.ts";
import { tlsWeak } from "./tls-weak.ts";
import { unresponsive } from "./unresponsive.ts";

export const modbusChecks: readonly Check[] = [
  cleartext,
  anyClient,
  tlsWeak,
  tlsNoClientAuth,
  anyUnit,
  baselineDrift,
  exceptionsRising,
  runState,
  restarted,
  protocolViolation,
  unresponsive,
  identityChanged,
];
