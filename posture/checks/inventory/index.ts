import type { Check } from "../define.ts";
import { criticality } from "./criticality.ts";
import { identity } from "./identity.ts";
import { owner } from "./owner.ts";
import { zone } from "./zone.ts";

export const inventoryChecks: readonly Check[] = [owner, criticality, zone, identity];
