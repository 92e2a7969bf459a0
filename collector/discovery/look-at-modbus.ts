import { Problem } from "../../model/problem.ts";
import type { ModbusEndpoint } from "../../model/protocols/modbus/endpoint.ts";
import { endpointFromUrl } from "../drivers/modbus/address.ts";
import { exploreModbus, type ModbusFindings, mayAskUnit } from "../drivers/modbus/propose.ts";

/** The unit of most devices with an address of their own, and the one that the specification gives them. */
const [usualUnit, otherUnit] = [1, 255] as const;

export interface ModbusLook {
  /** `modbus://host:port`, with or without a unit. */
  readonly url: string;
  /** A range of unit ids such as `1-16`; the usual ones, or that of the URL, where absent. */
  readonly units?: string | undefined;
  readonly endpoint: ModbusEndpoint;
}

/** The endpoint of a URL that may have no unit. */
export function endpointToLookAt(url: string): ModbusEndpoint {
  return endpointFromUrl(hasUnit(url) ? url : `${url.replace(/\/$/, "")}/${usualUnit}`);
}

/**
 * Looks at a device: the units that a person named, or the usual ones until one answers.
 * @throws Problem `usage` for units that are none; ModbusFailure where the device cannot be reached
 */
export async function lookAtModbus(
  { url, units, endpoint }: ModbusLook,
  means: Parameters<typeof exploreModbus>[2],
): Promise<ModbusFindings> {
  if (units !== undefined) return exploreModbus(endpoint, unitsIn(units), means);
  if (hasUnit(url)) return exploreModbus(endpoint, [Number(url.slice(url.lastIndexOf("/") + 1))], means);
  const findings = await exploreModbus(endpoint, [usualUnit], means);
  const isDone = findings.units.length > 0 || findings.cutShort !== undefined;
  return isDone ? findings : exploreModbus(endpoint, [otherUnit], means);
}

/**
 * Unit ids of a range such as `1-16` or `7`.
 * @throws Problem `usage`
 */
export function unitsIn(text: string): readonly number[] {
  const [, first = "", last = first] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(text) ?? [];
  const units = Array.from({ length: Math.max(0, Number(last) - Number(first) + 1) }, (_, index) => Number(first) + index);
  if (first !== "" && units.length > 0 && units.every(mayAskUnit)) return units;
  throw new Problem("usage", `--units is "${text}"; expected unit ids from 1 to 247 or 255, such as 1-16`, {
    advice: "0 is a broadcast and 248 to 254 are reserved: they are never asked.",
  });
}

function hasUnit(url: string): boolean {
  return /^modbus(\+tls)?:\/\/[^/]+\/\d+$/.test(url);
}
