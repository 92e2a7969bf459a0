import type { Instant } from "../../../model/instant.ts";
import type { Unit } from "../unit.ts";

/**
 * Carries out a request; answers with the protocol data unit, or with undefined where the unit stays silent.
 * @throws ModbusException
 */
export type Handler = (request: Buffer, unit: Unit, at: Instant) => Buffer | undefined;
