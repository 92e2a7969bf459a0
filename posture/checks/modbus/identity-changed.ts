import type { Asset } from "../../../model/inventory/inventory.ts";
import { message } from "../../../model/messages/index.ts";
import type { IdentifyFacts } from "../../../model/protocols/modbus/facts.ts";
import { modbusIdentify } from "../../../model/protocols/modbus/probes.ts";
import { type CheckResult, defineEndpointCheck, type Pointer } from "../define.ts";
import { fail, iec62443, modbusSpec, pass, seen, unknown } from "../results.ts";

/**
 * The inventory is the measure where it names a field; the accepted baseline measures what it does not name. A server id (FC 17)
 * has no fields: it is compared with the inventory only where it visibly carries vendor, product and a version.
 */
export const identityChanged = defineEndpointCheck({
  id: "modbus.identity-changed",
  severity: "high",
  effort: 0.5,
  protocol: "modbus",
  needs: [modbusIdentify],
  text: {
    title: {
      "zh-CN": "设备自报的厂商、型号和版本与资产清单一致。",
      en: "Vendor, product and revision are what the inventory says.",
    },
    rationale: {
      "zh-CN": "标识变了，说明设备被更换、固件被更改，或者有别的设备在冒用该地址。",
      en: "Another identity means that the device was replaced, that its firmware was changed, or that something else answers at its address.",
    },
    remediation: {
      "zh-CN": "到现场核对设备。变更属实的，按变更流程更新资产清单或认可新的基线；不属实的，按安全事件处置。",
      en: "Look at the device itself. If the change is meant, update the inventory or accept a new baseline with its reason; if not, treat it as an incident.",
    },
  },
  references: [iec62443("SR 7.8"), modbusSpec("6.21")],
  evaluate: ({ "modbus.identify": facts }, context) => {
    if (!tellsAnything(facts)) return unknown(message("modbus.identity-not-told"));
    const comparisons = compareWithInventory(facts, context.asset);
    const different = comparisons.find(({ agrees }) => !agrees);
    if (different !== undefined) {
      const { field, declared, seen: said, pointer } = different;
      return fail(message("modbus.identity-differs", { field, declared, seen: said }), [pointer]);
    }
    const accepted = context.baseline(modbusIdentify)?.facts;
    const left =
      accepted === undefined ? undefined : leftBaseline(facts, accepted, new Set(comparisons.map(({ field }) => field)));
    return left ?? agreement(comparisons, accepted !== undefined);
  },
});

/** Some devices answer with objects that are all empty. */
function tellsAnything({ objects, serverId }: IdentifyFacts): boolean {
  return serverId !== undefined || Object.values(objects ?? {}).some((text) => text !== "");
}

interface Comparison {
  readonly field: string;
  readonly declared: string;
  readonly seen: string;
  readonly agrees: boolean;
  readonly pointer: Pointer;
}

function agreement(comparisons: readonly Comparison[], hasBaseline: boolean): CheckResult {
  const evidence = comparisons.map(({ pointer }) => pointer);
  if (comparisons.length > 0) {
    const fields = comparisons.map(({ field }) => field).join(", ");
    return pass(message("modbus.identity-as-declared", { fields }), { evidence });
  }
  return hasBaseline ? pass(message("modbus.identity-as-baseline")) : unknown(message("modbus.identity-nothing-to-compare"));
}

function compareWithInventory({ objects, serverId }: IdentifyFacts, asset: Asset): readonly Comparison[] {
  if (objects === undefined) return serverId === undefined ? [] : compareServerId(serverId.text, asset);
  return [
    ...compareObject(objects, "VendorName", asset.vendor),
    ...compareProduct(objects, asset.product),
    ...compareObject(objects, "MajorMinorRevision", asset.version),
  ];
}

function compareObject(objects: Readonly<Record<string, string>>, field: string, declared: string | undefined): Comparison[] {
  const said = objects[field];
  if (said === undefined || said === "" || declared === undefined) return [];
  const agrees = plain(said) === plain(declared);
  return [{ field, declared, seen: said, agrees, pointer: seen(modbusIdentify, "objects", field) }];
}

/** Makers put what people call the product into any of three objects. */
function compareProduct(objects: Readonly<Record<string, string>>, declared: string | undefined): Comparison[] {
  const candidates = ["ProductCode", "ProductName", "ModelName"].flatMap((field) => compareObject(objects, field, declared));
  const agreeing = candidates.find(({ agrees }) => agrees);
  return agreeing === undefined ? candidates.slice(0, 1) : [agreeing];
}

const versionPattern = /v?\d+(\.\d+)+/i;

function compareServerId(text: string, { vendor, product, version }: Asset): readonly Comparison[] {
  if (vendor === undefined || product === undefined || version === undefined) return [];
  const said = plain(text);
  if (!said.includes(plain(vendor)) || !said.includes(plain(product))) return [];
  const rest = said.replace(plain(vendor), " ").replace(plain(product), " ");
  const [seenVersion] = versionPattern.exec(rest) ?? [];
  if (seenVersion === undefined) return [];
  const agrees = plain(seenVersion) === plain(version);
  return [{ field: "serverId", declared: version, seen: seenVersion, agrees, pointer: seen(modbusIdentify, "serverId", "text") }];
}

/** The same text however it is padded or written: blanks, case and a leading "v" of a version do not count. */
function plain(text: string): string {
  return text
    .replaceAll("\0", "")
    .trim()
    .replace(/\s+/g, " ")
    .toLowerCase()
    .replace(/^v(?=\d)/, "");
}

/** The first field that differs from the accepted baseline, among those that the inventory did not measure. */
function leftBaseline(facts: IdentifyFacts, accepted: IdentifyFacts, measured: ReadonlySet<string>): CheckResult | undefined {
  const now = fieldsOf(facts);
  for (const [field, before] of fieldsOf(accepted)) {
    const said = now.get(field);
    // A field that was not told this time is no proof of another device.
    if (said === undefined || measured.has(field) || plain(said.value) === plain(before.value)) continue;
    return fail(message("modbus.identity-left-baseline", { field, accepted: before.value, seen: said.value }), [said.pointer]);
  }
  return undefined;
}

function fieldsOf({ objects, serverId }: IdentifyFacts): ReadonlyMap<string, { value: string; pointer: Pointer }> {
  const fields = Object.entries(objects ?? {}).map(
    ([field, value]) => [field, { value, pointer: seen(modbusIdentify, "objects", field) }] as const,
  );
  const server =
    serverId === undefined
      ? []
      : [["serverId", { value: serverId.hex, pointer: seen(modbusIdentify, "serverId", "hex") }] as const];
  return new Map([...fields, ...server]);
}
