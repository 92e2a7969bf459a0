import { DataType, type DataValue } from "node-opcua";

/** A process value as a metric keeps it; a value that is no number has none. */
export type SignalValue = { readonly good: 0 | 1; readonly value?: number };

/** Decodes a value of a monitored item. */
export function decodeSignal(sample: DataValue): SignalValue {
  const value = numeric(sample.value?.value, sample.value?.dataType);
  const good = sample.statusCode.isGood() ? 1 : 0;
  return value === undefined ? { good } : { good, value };
}

function numeric(value: unknown, dataType: DataType | undefined): number | undefined {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  const is64Bit = dataType === DataType.Int64 || dataType === DataType.UInt64;
  return is64Bit && Array.isArray(value) ? from64Bits(value, dataType === DataType.Int64) : undefined;
}

/** The library hands out 64-bit integers as [high, low] words without sign. */
function from64Bits([high, low]: unknown[], signed: boolean): number | undefined {
  if (typeof high !== "number" || typeof low !== "number") return undefined;
  const bits = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  return Number(signed ? BigInt.asIntN(64, bits) : bits);
}
