import type { ReadableRange, TableSearch } from "../../collector/drivers/modbus/propose/table-search.ts";
import type { FoundUnit, ModbusFindings } from "../../collector/drivers/modbus/propose.ts";
import { bitSignals, guessesOf, idFrom, isBit, quirksOf, registerSignals } from "../../model/discovery/suggestion.ts";
import { identityOf } from "../../model/protocols/modbus/identity.ts";
import { formatFloat, pairTable } from "./pair-table.ts";
import type { ProposedAsset, ProposedSignal } from "./proposal.ts";
import type { Say } from "./words.ts";

/** Signals of one asset; a person who needs others finds them in the table. */
const mostSignals = 40;

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
      ...quirksOf(unit.tables),
    },
    signals: kept,
    comment: [unit.url, say("readable"), ...unit.tables.flatMap((table) => describeTable(table, say)), ...more].join("\n"),
    ...(gatewaySpoke ? { endpointComment: say("gatewaySpoke") } : {}),
  };
}

function describeTable({ table, ranges, ended }: TableSearch, say: Say): readonly string[] {
  const why = ended === "searched" ? "" : ` (${say(`ended-${ended}`)})`;
  if (ranges.length === 0) return [`${table}: ${ended === "searched" ? say("nothingReadable") : say(`ended-${ended}`)}`];
  const lines = `${table}: ${ranges
    .toSorted((a, b) => a.first - b.first)
    .map((range) => describeRange(range, say))
    .join(", ")}${why}`;
  if (isBit(table)) return [lines];
  return [lines, say("pairs"), ...pairTable(guessesOf({ ranges }), say)];
}

function describeRange({ first, last, values }: ReadableRange, say: Say): string {
  const readTo = first + values.length - 1;
  const span = first === last ? String(first) : `${first}-${last}`;
  return readTo < last ? `${span} (${say("rangeReadTo", { last: readTo })})` : span;
}

function signalsOf(found: TableSearch, say: Say): readonly ProposedSignal[] {
  const signals = isBit(found.table) ? bitSignals(found) : registerSignals(found);
  return signals.map(({ value, reason, ...fields }) => ({
    fields,
    comment: reason === undefined ? say("bit") : `${say("now", { value: formatFloat(value) })}; ${say(`reason-${reason}`)}`,
  }));
}
