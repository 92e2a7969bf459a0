import { modbusIdentify } from "../../../model/protocols/modbus/probes.ts";
import { opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import type { Identity } from "../../advisories/advisory-book.ts";
import { compact, vendorKey } from "../../advisories/names.ts";
import type { AssetContext, Pointer } from "../define.ts";
import { seen } from "../results.ts";

/** Who says what an asset is, and where that stands. */
export interface ToldIdentity extends Identity {
  readonly by: "inventory" | "device";
  readonly evidence: readonly Pointer[];
}

/**
 * What the device says of itself, with the inventory's words where it is silent, and the inventory's identity where the device does not
 * speak of the same product: its software may tell of itself alone.
 */
export function identitiesOf(context: AssetContext): readonly ToldIdentity[] {
  const { vendor, product, version } = context.asset;
  const declared = { by: "inventory", vendor, products: product === undefined ? [] : [product], version, evidence: [] } as const;
  const told = context.asset.endpoints.flatMap((endpoint) =>
    endpoint.protocol === "opcua" ? fromBuildInfo(context, endpoint.id) : fromIdentification(context, endpoint.id),
  );
  const whole = told.map((one) => ({
    ...one,
    vendor: one.vendor ?? vendor,
    products: one.products.length > 0 ? one.products : declared.products,
    version: one.version ?? version,
  }));
  return whole.some((one) => isSameProduct(one, declared)) ? whole : [...whole, declared];
}

function isSameProduct(one: Identity, other: Identity): boolean {
  if (vendorKey(one.vendor ?? "") !== vendorKey(other.vendor ?? "")) return false;
  return one.products.some((name) => other.products.some((product) => compact(name) === compact(product)));
}

function fromBuildInfo(context: AssetContext, endpointId: string): readonly ToldIdentity[] {
  const session = context.own(opcuaSession, endpointId);
  const build = session?.facts.buildInfo;
  if (session === undefined || build === undefined) return [];
  const at = { ...seen(opcuaSession, "buildInfo", "softwareVersion"), observationId: session.observationId };
  return told({ vendor: build.manufacturerName, products: [build.productName], version: build.softwareVersion }, at);
}

function fromIdentification(context: AssetContext, endpointId: string): readonly ToldIdentity[] {
  const identify = context.own(modbusIdentify, endpointId);
  const objects = identify?.facts.objects;
  if (identify === undefined || objects === undefined) return [];
  const products = [objects.ProductCode, objects.ProductName, objects.ModelName].map((name) => name ?? "");
  const at = { ...seen(modbusIdentify, "objects"), observationId: identify.observationId };
  return told({ vendor: objects.VendorName ?? "", products, version: objects.MajorMinorRevision ?? "" }, at);
}

/** Nothing where the device says neither what it is nor in which version. */
function told(
  { vendor, products, version }: { vendor: string; products: readonly string[]; version: string },
  at: Pointer,
): readonly ToldIdentity[] {
  const named = [...new Set(products.map(plain))].filter((name) => name !== "");
  const own = { vendor: orAbsent(vendor), products: named, version: orAbsent(version) };
  return named.length === 0 && own.version === undefined ? [] : [{ ...own, by: "device", evidence: [at] }];
}

function plain(text: string): string {
  return text.replaceAll("\0", "").trim();
}

function orAbsent(text: string): string | undefined {
  return plain(text) === "" ? undefined : plain(text);
}
