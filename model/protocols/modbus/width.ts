import type { ModbusSignal } from "./endpoint.ts";

/** How many 16-bit registers a value of each type takes. */
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
} as const satisfies Record<ModbusSignal["type"], number>;

/** How many registers (or bits) a signal takes. */
export function widthOf({ table, type }: Pick<ModbusSignal, "table" | "type">): number {
  return table === "coil" || table === "discrete-input" ? 1 : registersByType[type];
}
