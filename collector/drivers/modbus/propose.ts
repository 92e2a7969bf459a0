import { Problem } from "../../../model/problem.ts";
import type { ModbusEndpoint, RegisterTable } from "../../../model/protocols/modbus/endpoint.ts";
import type { IdentifyFacts } from "../../../model/protocols/modbus/facts.ts";
import { type BudgetGate, BudgetSpent } from "../budget-gate.ts";
import type { DriverServices } from "../define.ts";
import { asFailure, ModbusFailure } from "./errors.ts";
import { identify } from "./jobs/identify.ts";
import { ModbusLink } from "./link.ts";
import { DeviceMemory } from "./memory.ts";
import { searchTable, type TableSearch } from "./propose/table-search.ts";

/** One unit that answered. */
export interface FoundUnit {
  readonly unit: number;
  readonly url: string;
  readonly identity: IdentifyFacts;
  readonly tables: readonly TableSearch[];
}

export interface ModbusFindings {
  readonly units: readonly FoundUnit[];
  /** Unit ids that were asked and gave no answer of their own, with the reason's code. */
  readonly silent: readonly { readonly unit: number; readonly code: string }[];
  /** A gateway said of some unit that it is not there (exceptions 0x0A and 0x0B). */
  readonly gatewaySpoke: boolean;
  /** More units answered just alike than are likely: the device does not look at the unit id, and only the first is kept. */
  readonly ignoresUnitId: boolean;
  /** Set where the search ended before its end. */
  readonly cutShort?: "budget" | "stopped";
}

/** Registers first: they hold what a plant measures. */
const tables: readonly RegisterTable[] = ["input-register", "holding-register", "discrete-input", "coil"];
/** So many units that say the same without a gateway's word are taken for one. */
const likelyOne = 3;

/** True for the ids that may be asked: 0 is a broadcast, 248 to 254 are reserved (Modbus over serial line 1.02, 2.2). */
export function mayAskUnit(unit: number): boolean {
  return Number.isInteger(unit) && ((unit >= 1 && unit <= 247) || unit === 255);
}

/**
 * Looks at a device by reads alone: which of these units answer, who they are and what can be read, within the gate's budget and
 * over one connection at a time.
 * @throws Problem `unit-not-askable`; ModbusFailure where the device cannot be reached
 */
export async function exploreModbus(
  endpoint: ModbusEndpoint,
  units: readonly number[],
  { gate, services, signal }: { gate: BudgetGate; services: DriverServices; signal: AbortSignal },
): Promise<ModbusFindings> {
  const forbidden = units.find((unit) => !mayAskUnit(unit));
  if (forbidden !== undefined) {
    throw new Problem("unit-not-askable", `unit ${forbidden} is never asked: 0 is a broadcast, 248 to 254 are reserved`, {
      target: endpoint.url,
      advice: "Name a unit from 1 to 247, or 255.",
    });
  }
  const link = new ModbusLink(gate, services, new DeviceMemory());
  try {
    return await new Exploration(link, endpoint, gate, signal).run(units);
  } finally {
    await link.close();
  }
}

/** Failures that speak of one unit; any other one ends the search. */
const ofOneUnit = new Set<string>([
  "no-answer",
  "closed",
  "truncated",
  "unfinished",
  "wrong-unit",
  "wrong-function",
  "wrong-length",
  "gateway-path-unavailable",
  "gateway-target-silent",
]);

class Exploration {
  readonly #link: ModbusLink;
  readonly #endpoint: ModbusEndpoint;
  readonly #gate: BudgetGate;
  readonly #signal: AbortSignal;
  readonly #silent: { unit: number; code: string }[] = [];
  #cutShort: ModbusFindings["cutShort"];

  constructor(link: ModbusLink, endpoint: ModbusEndpoint, gate: BudgetGate, signal: AbortSignal) {
    this.#link = link;
    this.#endpoint = endpoint;
    this.#gate = gate;
    this.#signal = signal;
  }

  async run(units: readonly number[]): Promise<ModbusFindings> {
    const identified = await this.#identifyAll(units);
    const gatewaySpoke = this.#silent.some(({ code }) => code.startsWith("gateway-"));
    const ignoresUnitId = !gatewaySpoke && identified.length >= likelyOne && allAlike(identified);
    const kept = ignoresUnitId ? identified.slice(0, 1) : identified;
    const found: FoundUnit[] = [];
    for (const [index, unit] of kept.entries()) {
      const share = Math.floor(this.#gate.left / (kept.length - index));
      found.push({ ...unit, tables: await this.#searchTables(unit.unit, share) });
    }
    const cutShort = this.#cutShort === undefined ? {} : { cutShort: this.#cutShort };
    return { units: found, silent: this.#silent, gatewaySpoke, ignoresUnitId, ...cutShort };
  }

  async #identifyAll(units: readonly number[]): Promise<Omit<FoundUnit, "tables">[]> {
    const found: Omit<FoundUnit, "tables">[] = [];
    for (const unit of units) {
      try {
        found.push({ unit, url: this.#urlOf(unit), identity: await identify(this.#converse(unit)) });
      } catch (error) {
        if (this.#ends(error)) break;
        const failure = asFailure(error);
        if (!ofOneUnit.has(failure.failure)) throw failure;
        this.#silent.push({ unit, code: failure.failure });
      }
    }
    return found;
  }

  async #searchTables(unit: number, share: number): Promise<readonly TableSearch[]> {
    const searches: TableSearch[] = [];
    const end = this.#gate.used + share;
    for (const [index, table] of tables.entries()) {
      try {
        const left = Math.min(end - this.#gate.used, this.#gate.left);
        const search = await searchTable(this.#converse(unit), table, Math.ceil(left / (tables.length - index)));
        if (search.ended === "budget") this.#cutShort ??= "budget";
        searches.push(search);
        if (search.ended === "busy") break;
      } catch (error) {
        if (!this.#ends(error) && !(error instanceof ModbusFailure)) throw error;
        searches.push({ table, ranges: [], ended: "no-answer" });
        break;
      }
    }
    return searches;
  }

  /** Whether the whole search ends here, because it may ask no more or was stopped. */
  #ends(error: unknown): boolean {
    if (this.#signal.aborted) this.#cutShort = "stopped";
    else if (error instanceof BudgetSpent) this.#cutShort = "budget";
    else return false;
    return true;
  }

  #converse(unit: number) {
    return this.#link.converse({ ...this.#endpoint, url: this.#urlOf(unit) }, this.#signal);
  }

  #urlOf(unit: number): string {
    return this.#endpoint.url.replace(/\/\d+$/, `/${unit}`);
  }
}

function allAlike(units: readonly Omit<FoundUnit, "tables">[]): boolean {
  const [first, ...others] = units.map(({ identity }) => JSON.stringify(identity));
  return others.every((other) => other === first);
}
