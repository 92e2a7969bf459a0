import type { ModbusEndpoint, ModbusSignal, RegisterTable } from "../protocols/modbus/endpoint.ts";
import { holdsBits, widthOf } from "../protocols/modbus/width.ts";
import { type ConfigIssue, parseYaml } from "../yaml/parse-yaml.ts";
import { inventorySchema } from "./inventory.ts";

type Path = readonly PropertyKey[];
type Warn = (path: Path, message: string) => void;

/**
 * What is allowed in an inventory and still probably a mistake, with the place of each: register numbers taken for addresses,
 * signals that cannot all have the right type, values that run over an end, mixed word orders. For a file that parses well.
 */
export function likelyMistakes(text: string, file: string): readonly ConfigIssue[] {
  const parsed = parseYaml(text, file, inventorySchema, ({ assets }, warn) => {
    for (const [index, asset] of assets.entries()) {
      for (const [number, endpoint] of asset.endpoints.entries()) {
        if (endpoint.protocol === "modbus") warnOfEndpoint(endpoint, ["assets", index, "endpoints", number], warn);
      }
    }
  });
  return parsed.ok ? [] : parsed.issues;
}

function warnOfEndpoint(endpoint: ModbusEndpoint, path: Path, warn: Warn): void {
  const { signals, baselineRegisters, healthRegister, quirks } = endpoint;
  for (const [index, signal] of signals.entries()) {
    warnOfNumber(signal, [...path, "signals", index, "address"], warn);
    warnOfBitTable(signal, [...path, "signals", index, "type"], warn);
    warnOfEnd(signal, quirks.maxRegistersPerRead, [...path, "signals", index], warn);
  }
  for (const [index, register] of baselineRegisters.entries()) {
    warnOfNumber(register, [...path, "baselineRegisters", index, "address"], warn);
  }
  if (healthRegister !== undefined) warnOfNumber(healthRegister, [...path, "healthRegister", "address"], warn);
  warnOfOverlaps(signals, [...path, "signals"], warn);
  warnOfMixedOrders(signals, [...path, "signals"], warn);
  warnOfParity(signals, [...path, "signals"], warn);
  warnOfHalves(signals, [...path, "signals"], warn);
}

/** Manuals number registers from 1 with the table as first digit; on the wire addresses count from 0 (Modbus 1.1b3, 4.4). */
const firstNumbers: Partial<Record<RegisterTable, number>> = {
  "discrete-input": 10_001,
  "input-register": 30_001,
  "holding-register": 40_001,
};
const numbersOfTable = 9_999;

function warnOfNumber({ table, address }: { table: RegisterTable; address: number }, path: Path, warn: Warn): void {
  const first = firstNumbers[table];
  if (first === undefined || address < first || address >= first + numbersOfTable) return;
  warn(path, `${address} looks like a manual's number of a ${table}; its address on the wire would be ${address - first}`);
}

/** Types that a signal in a table of bits may name: what it is, and what is assumed where it names none. */
const typesOfBits = new Set<ModbusSignal["type"]>(["bool", "uint16"]);

function warnOfBitTable({ table, type }: ModbusSignal, path: Path, warn: Warn): void {
  if (holdsBits(table) && !typesOfBits.has(type)) warn(path, `a ${table} is one bit; ${type} is for registers`);
}

const addresses = 65_536;

function warnOfEnd(signal: ModbusSignal, maxRegistersPerRead: number, path: Path, warn: Warn): void {
  const width = widthOf(signal);
  if (signal.address + width > addresses) {
    warn([...path, "address"], `a ${signal.type} takes ${width} registers and runs over the last address, 65535`);
  }
  if (width > maxRegistersPerRead) {
    warn([...path, "type"], `a ${signal.type} takes ${width} registers, and maxRegistersPerRead is ${maxRegistersPerRead}`);
  }
}

/** Two signals may read the same value with another scale; registers that belong to two different values are a mistake. */
function warnOfOverlaps(signals: readonly ModbusSignal[], path: Path, warn: Warn): void {
  const placed = signals
    .map((signal, index) => ({ signal, index, end: signal.address + widthOf(signal) }))
    .sort((a, b) => a.signal.address - b.signal.address || a.index - b.index);
  for (const [table, ofTable] of Map.groupBy(placed, ({ signal }) => signal.table)) {
    let reaching = ofTable[0];
    for (const next of ofTable.slice(1)) {
      if (reaching !== undefined && next.signal.address < reaching.end && !isSameValue(reaching.signal, next.signal)) {
        const { id, type, address } = reaching.signal;
        warn(
          [...path, next.index],
          `lies over "${id}" (${type} at ${table} ${address}); one of the two has a wrong address or type`,
        );
      }
      if (reaching === undefined || next.end > reaching.end) reaching = next;
    }
  }
}

function isSameValue(a: ModbusSignal, b: ModbusSignal): boolean {
  // Bits of a register may be read beside each other and beside the whole of it.
  const ofBits = [a, b].some(({ bit, mask }) => bit !== undefined || mask !== undefined);
  if (ofBits && a.address === b.address && widthOf(a) === widthOf(b)) return true;
  return a.address === b.address && a.type === b.type && (a.wordOrder === b.wordOrder || widthOf(a) === 1);
}

/** A device has one word order as a rule: the fewer of two are probably wrong. */
function warnOfMixedOrders(signals: readonly ModbusSignal[], path: Path, warn: Warn): void {
  const long = signals.map((signal, index) => ({ signal, index })).filter(({ signal }) => widthOf(signal) > 1);
  const little = long.filter(({ signal }) => signal.wordOrder === "little");
  const big = long.filter(({ signal }) => signal.wordOrder === "big");
  if (little.length === 0 || big.length === 0) return;
  const fewer = little.length <= big.length ? little : big;
  for (const { signal, index } of fewer) {
    warn([...path, index], `word order ${signal.wordOrder}, while other signals of this device have the other one`);
  }
}

/** So many values must agree before one that differs is taken for a mistake. */
const fewestAgreeing = 3;

/** Makers put values of two registers at even addresses, or all at odd ones: one at the other kind is probably off by one. */
function warnOfParity(signals: readonly ModbusSignal[], path: Path, warn: Warn): void {
  const pairs = signals
    .map((signal, index) => ({ signal, index }))
    .filter(({ signal }) => signal.type !== "string" && widthOf(signal) === 2);
  for (const ofTable of Map.groupBy(pairs, ({ signal }) => signal.table).values()) {
    const [even, odd] = [0, 1].map((rest) => ofTable.filter(({ signal }) => signal.address % 2 === rest));
    const [fewer = [], more = []] = [even ?? [], odd ?? []].sort((a, b) => a.length - b.length);
    const [strange] = fewer;
    if (fewer.length !== 1 || strange === undefined || more.length < fewestAgreeing) continue;
    const kinds = strange.signal.address % 2 === 0 ? ["even", "odd"] : ["odd", "even"];
    warn(
      [...path, strange.index, "address"],
      `${strange.signal.address} is ${kinds[0]}, while the other ${more.length} values of two registers in this table are at ${kinds[1]} addresses; it is probably one too high or too low`,
    );
  }
}

/** Values of 16 bits at every second register, and nothing in between: probably halves of values of 32 bits. */
function warnOfHalves(signals: readonly ModbusSignal[], path: Path, warn: Warn): void {
  const registers = signals
    .map((signal, index) => ({ signal, index }))
    .filter(({ signal }) => signal.table.endsWith("-register"));
  for (const ofTable of Map.groupBy(registers, ({ signal }) => signal.table).values()) {
    const sorted = ofTable.toSorted((a, b) => a.signal.address - b.signal.address);
    const [first] = sorted;
    const isWord = ({ signal }: (typeof sorted)[number]) => /^u?int16$/.test(signal.type) && signal.mask === undefined;
    const isEverySecond = sorted.every(({ signal }, index) => signal.address === (first?.signal.address ?? 0) + 2 * index);
    if (first === undefined || sorted.length <= fewestAgreeing || !isEverySecond || !sorted.every(isWord)) continue;
    const { type, table } = first.signal;
    warn(
      [...path, first.index, "type"],
      `${sorted.length} signals read every second ${table} as ${type}; values of two registers need uint32, int32 or float32`,
    );
  }
}
