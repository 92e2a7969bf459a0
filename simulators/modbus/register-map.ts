import { z } from "zod";
import { hour, type Instant, minute } from "../../model/instant.ts";
import type { BaselineRegister, ModbusEndpoint, ModbusSignal } from "../../model/protocols/modbus/endpoint.ts";
import { modbusSignalFields } from "../../model/protocols/modbus/endpoint.ts";
import { processValue } from "../process-value.ts";
import { chance, chanceBetween } from "../random.ts";

const place = modbusSignalFields.omit({ id: true }).extend({ name: z.string().min(1) });

/** A named value of a register map, and how it moves. */
export const registerSchema = z.discriminatedUnion("moves", [
  /** Swings around the middle of its unit's range. */
  place.extend({ moves: z.literal("process") }),
  /** Only grows, such as energy. */
  place.extend({ moves: z.literal("counter"), perHour: z.number().positive() }),
  /** Goes on and off: on for this share of each period. */
  place.extend({ moves: z.literal("switch"), onShare: z.number().min(0).max(1), period: z.int().positive() }),
  /** Configuration: stays until somebody changes it. */
  place.extend({ moves: z.literal("setting"), value: z.number() }),
  /** A name that stays. */
  place.extend({ moves: z.literal("text"), text: z.string().min(1) }),
]);
export type Register = z.output<typeof registerSchema>;

/** Counters start here, so that a total depends on the clock alone. */
const countersFrom: Instant = Date.UTC(2026, 0, 1);
const countedUnits = new Set(["kWh", "m³", "h", "t"]);

/** The raw value of a register over time, before it is encoded. */
export function rawValue(register: Register, seed: number, unit: number): (at: Instant) => number {
  const stir = `${unit}/${register.name}`;
  const raw = (value: number) => (value - register.offset) / register.scale;
  switch (register.moves) {
    case "process": {
      const value = processValue(seed, stir, register.unit);
      return (at) => raw(value(at));
    }
    case "counter": {
      const start = 1000 * chance(seed, stir, "start");
      return (at) => raw(start + (register.perHour * Math.max(0, at - countersFrom)) / hour);
    }
    case "switch": {
      const phase = chance(seed, stir, "phase");
      const length = register.period * minute;
      return (at) => ((at / length + phase) % 1 < register.onShare ? 1 : 0);
    }
    case "setting":
      return () => raw(register.value);
    case "text":
      return () => 0;
  }
}

/** The register that the plant lets itself be asked for, as proof of life. */
export function healthRegistersOf({ healthRegister }: ModbusEndpoint): readonly Register[] {
  return healthRegister === undefined ? [] : [settingAt({ ...healthRegister, id: "health" }, 0, 1)];
}

/** The configuration registers that the plant declares, with values of their own. */
export function baselineRegistersOf({ baselineRegisters }: ModbusEndpoint, seed: number): readonly Register[] {
  return baselineRegisters.flatMap((register) =>
    Array.from({ length: register.count }, (_, index) =>
      settingAt(register, index, chanceBetween(0, 999, seed, register.id, index)),
    ),
  );
}

/** The signals that the plant declares, moving as their units suggest. */
export function signalRegistersOf({ signals }: ModbusEndpoint): readonly Register[] {
  return signals.map(signalRegister);
}

function settingAt(place: Pick<BaselineRegister, "id" | "table" | "address">, index: number, value: number): Register {
  const bit = place.table === "coil" || place.table === "discrete-input";
  return {
    name: `${place.id}.${index}`,
    table: place.table,
    address: place.address + index,
    type: bit ? "bool" : "uint16",
    wordOrder: "big",
    byteOrder: "big",
    scale: 1,
    offset: 0,
    moves: "setting",
    value: bit ? value % 2 : value,
  };
}

function signalRegister({ id, ...signal }: ModbusSignal): Register {
  const base = { ...signal, name: id };
  if (signal.type === "string") return { ...base, moves: "text", text: id.toUpperCase() };
  if (signal.type === "bool") return { ...base, moves: "switch", onShare: 0.7, period: 20 };
  if (signal.unit !== undefined && countedUnits.has(signal.unit)) return { ...base, moves: "counter", perHour: 26 };
  return { ...base, moves: "process" };
}
