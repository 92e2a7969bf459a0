import type { ModbusSignal, RegisterTable } from "./endpoint.ts";

/** How many 16-bit registers a value of each type takes; those of a string are declared. */
export const registersByType = {
  bool: 1,
  uint16: 1,
  int16: 1,
  uint32: 2,
  int32: 2,
  float32: 2,
  uint64: 4,
  int64: 4,
  float64: 4,
} as const satisfies Record<Exclude<ModbusSignal["type"], "string">, number>;

/** Tables of single bits. */
export function holdsBits(table: RegisterTable): boolean {
  return table === "coil" || table === "discrete-input";
}

/** How many registers (or bits) a signal takes. */
export function widthOf({ table, type, registers }: Pick<ModbusSignal, "table" | "type" | "registers">): number {
  if (holdsBits(table)) return 1;
  return type === "string" ? (registers ?? 1) : registersByType[type];
}
