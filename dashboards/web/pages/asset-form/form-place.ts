import type { InventoryIssue } from "../../../../api/contract/inventory-edits.ts";
import type { AssetValues, EndpointValues } from "./asset-values.ts";

/** Fields of the form that are named otherwise than in the inventory. */
const formNames: Readonly<Record<string, keyof EndpointValues>> = {
  pinnedCertificateSha256: "pinned",
  credentials: "user",
  limits: "minGap",
  protocol: "url",
};
const assetNames: readonly (keyof AssetValues)[] = [
  "id",
  "name",
  "site",
  "zone",
  "role",
  "criticality",
  "owner",
  "responsible",
  "vendor",
  "product",
  "version",
  "maintenanceWindows",
];
const endpointNames: readonly (keyof EndpointValues)[] = [
  "id",
  "url",
  "address",
  "minGap",
  "trustedAt",
  "pinned",
  "user",
  "redundancySet",
  "aliases",
  "permittedClients",
  "behindGateway",
  "onRequest",
];

/** The field of the form at which an issue stands; undefined where the form has none. */
export function formPlace(
  { element, field }: Pick<InventoryIssue, "element" | "field">,
  { id, endpoints }: AssetValues,
): readonly (string | number)[] | undefined {
  if (field === null) return undefined;
  if (element === `assets/${id}`) return assetNames.some((name) => name === field) ? [field] : undefined;
  const at = endpoints.findIndex((endpoint) =>
    endpoint.element === "" ? isNew(element, id, endpoint) : endpoint.element === element,
  );
  const name = formNames[field] ?? field;
  return at >= 0 && endpointNames.some((one) => one === name) ? ["endpoints", at, name] : undefined;
}

/** A new endpoint has the id that was typed, or that of its protocol. */
function isNew(element: string, assetId: string, { id, url }: EndpointValues): boolean {
  const own = id === "" ? (url.startsWith("opc.tcp://") ? "opcua" : "modbus") : id;
  return element === `assets/${assetId}/endpoints/${own}`;
}
