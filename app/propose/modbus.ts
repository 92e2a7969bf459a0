import type { ReadableRange, TableSearch } from "../../collector/drivers/modbus/propose/table-search.ts";
import type { FoundUnit, ModbusFindings } from "../../collector/drivers/modbus/propose.ts";
import { type Guess, guessRegisters } from "../../model/protocols/modbus/guess.ts";
import { identityOf } from "../../model/protocols/modbus/identity.ts";
import { formatFloat, pairTable } from "./pair-table.ts";
import { idFrom, type ProposedAsset, type ProposedSignal } from "./proposal.ts";
import type { Say } from "./words.ts";

/** Signals of one asset; a person who needs others finds them in the table. */
const mostSignals = 40;
const mostBitSignals = 8;

/** The units that answered, as assets of an inventory. */
export function modbusAssets(findings: ModbusFindings, site: string, say: Say): readonly ProposedAsset[] {
  return findings.units.map((unit) => assetOf(unit, findings, site, say));
}

function assetOf(unit: FoundUnit, { gatewaySpoke }: ModbusFindings, site: string, say: Say): ProposedAsset {
  const { vendor, product, ...others } = identityOf(unit.identity);
  const { hostname, port } = new URL(unit.url);
  const signals = unit.tables.flatMap((table) => signalsOf(table, say));
  const kept = signals.slice(0, mostSignals);
  const more = signals.length > kept.length ? [say("moreSignals", { count: signals.length - kept.length })] : [];
  return {
    fields: {
      id: idFrom(product ?? "modbus", hostname, port, String(unit.unit)),
      name: [vendor, product].filter((part) => part !== undefined).join(" ") || unit.url,
      site,
      role: "field-device",
      ...(vendor === undefined ? {} : { vendor }),
      ...(product === undefined ? {} : { product }),
      ...others,
    },
    endpoint: {
      id: "modbus",
      protocol: "modbus",
      url: unit.url,
      ...quirksOf(unit),
    },
    signals: kept,
    comment: [unit.url, say("readable"), ...unit.tables.flatMap((table) => describeTable(table, say)), ...more].join("\n"),
    ...(gatewaySpoke ? { endpointComment: say("gatewaySpoke") } : {}),
  };
}

/** Reads across a gap would be refused, and so would those that ask for more than the device gives at once. */
function quirksOf({ tables }: FoundUnit): { quirks?: Readonly<Record<string, unknown>> } {
  const limits = tables.flatMap(({ table, mostPerRead = [] }) => (isBit(table) ? [] : mostPerRead));
  const quirks = {
    ...(tables.some(({ ranges }) => ranges.length > 1) ? { fillGaps: false } : {}),
    ...(limits.length === 0 ? {} : { maxRegistersPerRead: Math.min(...limits) }),
  };
  return Object.keys(quirks).length === 0 ? {} : { quirks };
}

function describeTable({ table, ranges, ended }: TableSearch, say: Say): readonly string[] {
  const why = ended === "searched" ? "" : ` (${say(`ended-${ended}`)})`;
  if (ranges.length === 0) return [`${table}: ${ended === "searched" ? say("nothingReadable") : say(`ended-${ended}`)}`];
  const lines = `${table}: ${sorted(ranges)
    .map((range) => describeRange(range, say))
    .join(", ")}${why}`;
  if (isBit(table)) return [lines];
  return [lines, say("pairs"), ...pairTable(guessesOf(ranges), say)];
}

function describeRange({ first, last, values }: ReadableRange, say: Say): string {
  const readTo = first + values.length - 1;
  const span = first === last ? String(first) : `${first}-${last}`;
  return readTo < last ? `${span} (${say("rangeReadTo", { last: readTo })})` : span;
}

function sorted(ranges: readonly ReadableRange[]): readonly ReadableRange[] {
  return ranges.toSorted((a, b) => a.first - b.first);
}

function guessesOf(ranges: readonly ReadableRange[]): readonly Guess[] {
  return sorted(ranges).flatMap(({ first, values }) => guessRegisters(first, values));
}

function signalsOf({ table, ranges }: TableSearch, say: Say): readonly ProposedSignal[] {
  if (isBit(table)) return bitsOf(table, ranges, say);
  return guessesOf(ranges)
    .filter(({ reason }) => reason !== "zero")
    .map(({ type, wordOrder, width, value, reason, pair }) => ({
      fields: {
        id: `${table}-${pair.address}`,
        table,
        address: pair.address,
        type,
        ...(width > 1 ? { wordOrder } : {}),
      },
      comment: `${say("now", { value: formatFloat(value) })}; ${say(`reason-${reason}`)}`,
    }));
}

/** Bits that are on: one that is off cannot be told from one that nobody uses. */
function bitsOf(table: TableSearch["table"], ranges: readonly ReadableRange[], say: Say): readonly ProposedSignal[] {
  const on = sorted(ranges).flatMap(({ first, values }) => values.flatMap((bit, index) => (bit === 1 ? [first + index] : [])));
  return on.slice(0, mostBitSignals).map((address) => ({
    fields: { id: `${table}-${address}`, table, address, type: "bool" },
    comment: say("bit"),
  }));
}

function isBit(table: TableSearch["table"]): boolean {
  return table === "coil" || table === "discrete-input";
}
