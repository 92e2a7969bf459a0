import type { IdentifyFacts } from "./facts.ts";

/** Who a device says it is, in the words of an inventory; what it does not say is absent. */
export interface DeviceIdentity {
  readonly vendor?: string;
  readonly product?: string;
  readonly version?: string;
}

/** Who a unit says it is, by FC 43/14, else by the text of FC 17. */
export function identityOf({ objects = {}, serverId }: IdentifyFacts): DeviceIdentity {
  const vendor = objects.VendorName;
  const product = objects.ProductCode || objects.ProductName || objects.ModelName || printable(serverId?.text);
  const version = objects.MajorMinorRevision;
  return { ...(vendor ? { vendor } : {}), ...(product ? { product } : {}), ...(version ? { version } : {}) };
}

function printable(text: string | undefined): string | undefined {
  return text?.replace(/[^\p{L}\p{N}\p{P}\p{Zs}]+/gu, " ").trim();
}
