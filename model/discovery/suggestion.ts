import type { AssetRole } from "../inventory/inventory.ts";
import type { ModbusSignal, RegisterTable } from "../protocols/modbus/endpoint.ts";
import { type Guess, type GuessReason, guessRegisters } from "../protocols/modbus/guess.ts";
import type { DeviceIdentity } from "../protocols/modbus/identity.ts";
import { hostAndPort } from "./declared-places.ts";
import type { TableFindings, UnitFindings } from "./findings.ts";
import type { Proposal } from "./proposal.ts";

/** A value that could be a signal, with what it reads at the moment. */
export type SuggestedSignal =
  | {
      readonly id: string;
      readonly table: RegisterTable;
      readonly address: number;
      readonly type: ModbusSignal["type"];
      readonly wordOrder?: ModbusSignal["wordOrder"];
      readonly value: number;
      /** Why this reading; absent for a bit. */
      readonly reason?: GuessReason;
    }
  | { readonly id: string; readonly nodeId: string; readonly dataType: string; readonly value: number };

/** What a device would be in an inventory, as far as can be seen. A person decides. */
export interface SuggestedEntry {
  readonly asset: DeviceIdentity & { readonly id: string; readonly name: string; readonly role: AssetRole };
  /** One endpoint in the form of inventory files, without its signals. */
  readonly endpoint: { readonly id: string; readonly protocol: Proposal["protocol"]; readonly url: string } & Readonly<
    Record<string, unknown>
  >;
  readonly signals: readonly SuggestedSignal[];
}

const mostBitSignals = 8;

/** The entry that follows from a proposal; `taken` are ids of assets that are in use. */
export function suggestEntry(proposal: Proposal, taken: ReadonlySet<string> = new Set()): SuggestedEntry {
  const { kind, detail, identity, protocol } = proposal;
  const name = proposal.name || nameOf(identity) || proposal.url;
  const { host = "", port = 0 } = hostAndPort(proposal.url) ?? {};
  const said = identity.product ?? (proposal.name || (kind === "gateway" ? "gateway" : protocol));
  const role = kind === "gateway" ? "gateway" : protocol === "opcua" ? "server" : "field-device";
  const unit = protocol === "modbus" ? [proposal.url.slice(proposal.url.lastIndexOf("/") + 1)] : [];
  return {
    asset: { id: freeId(idFrom(said, host, String(port), ...unit), taken), name, role, ...identity },
    endpoint: { id: protocol, protocol, url: dialled(proposal), ...(detail?.protocol === "modbus" ? modbusTraits(detail) : {}) },
    signals: detail === null ? [] : detail.protocol === "modbus" ? unitSignals(detail.unit) : serverSignals(detail.server),
  };
}

/** What took a connection and did not speak is registered under the protocol that was tried. */
function dialled({ url, protocol }: Proposal): string {
  if (!url.startsWith("tcp://")) return url;
  return protocol === "opcua" ? url.replace("tcp://", "opc.tcp://") : `${url.replace("tcp://", "modbus://")}/1`;
}

function modbusTraits({ unit, behindGateway }: { readonly unit: UnitFindings; readonly behindGateway: boolean }) {
  return { ...(behindGateway ? { behindGateway } : {}), ...quirksOf(unit.tables) };
}

/** Reads across a gap would be refused, and so would those that ask for more than the device gives at once. */
export function quirksOf(tables: readonly TableFindings[]): { quirks?: Readonly<Record<string, unknown>> } {
  const limits = tables.flatMap(({ table, mostPerRead = [] }) => (isBit(table) ? [] : mostPerRead));
  const quirks = {
    ...(tables.some(({ ranges }) => ranges.length > 1) ? { fillGaps: false } : {}),
    ...(limits.length === 0 ? {} : { maxRegistersPerRead: Math.min(...limits) }),
  };
  return Object.keys(quirks).length === 0 ? {} : { quirks };
}

function unitSignals({ tables }: UnitFindings): readonly SuggestedSignal[] {
  return tables.flatMap((found) => (isBit(found.table) ? bitSignals(found) : registerSignals(found)));
}

/** Registers as the guesses read them; those that are 0 tell nothing. */
export function registerSignals(found: TableFindings): Extract<SuggestedSignal, { table: unknown }>[] {
  const { table } = found;
  return guessesOf(found)
    .filter(({ reason }) => reason !== "zero")
    .map(({ type, wordOrder, width, value, reason, pair }) => ({
      id: `${table}-${pair.address}`,
      table,
      address: pair.address,
      type,
      ...(width > 1 ? { wordOrder } : {}),
      value,
      reason,
    }));
}

/** Bits that are on: one that is off cannot be told from one that nobody uses. */
export function bitSignals({ table, ranges }: TableFindings): Extract<SuggestedSignal, { table: unknown }>[] {
  const on = ascending(ranges).flatMap(({ first, values }) => values.flatMap((bit, index) => (bit === 1 ? [first + index] : [])));
  return on
    .slice(0, mostBitSignals)
    .map((address) => ({ id: `${table}-${address}`, table, address, type: "bool" as const, value: 1 }));
}

/** Every register of a table with the reading that was guessed. */
export function guessesOf({ ranges }: Pick<TableFindings, "ranges">): readonly Guess[] {
  return ascending(ranges).flatMap(({ first, values }) => guessRegisters(first, values));
}

function ascending(ranges: TableFindings["ranges"]): TableFindings["ranges"] {
  return ranges.toSorted((a, b) => a.first - b.first);
}

export function isBit(table: RegisterTable): boolean {
  return table === "coil" || table === "discrete-input";
}

/** What a session showed of a server's variables. */
interface Variables {
  readonly inside?:
    | {
        readonly variables: readonly {
          readonly nodeId: string;
          readonly name: string;
          readonly dataType: string;
          readonly value: number;
        }[];
      }
    | undefined;
}

/** Signals get the name of their node; nodes of the same name are told apart by their id. */
export function serverSignals({ inside }: Variables): Extract<SuggestedSignal, { nodeId: unknown }>[] {
  const variables = inside?.variables ?? [];
  const named = Map.groupBy(variables, ({ name }) => name);
  return variables.map(({ nodeId, name, dataType, value }) => ({
    id: name === "" || (named.get(name)?.length ?? 0) > 1 ? nodeId : name,
    nodeId,
    dataType,
    value,
  }));
}

function nameOf({ vendor, product }: DeviceIdentity): string {
  return [vendor, product].filter((part) => part !== undefined).join(" ");
}

/** An id as an inventory takes it, from what a device calls itself and where it answers. */
export function idFrom(...parts: readonly string[]): string {
  const id = parts
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63)
    .replace(/-+$/, "");
  return id === "" ? "device" : id;
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? id : `${id.slice(0, 59)}-${number}`;
    if (!taken.has(free)) return free;
  }
}
