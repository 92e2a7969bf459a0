import { type Language, nameSchema } from "../../../model/language.ts";
import type { MessageKey, Translate } from "../words/messages.ts";

const labels: Readonly<Record<string, FixedKey<"field.">>> = {
  id: "field.id",
  name: "field.name",
  types: "field.types",
  grade: "field.grade",
  industry: "field.industry",
  site: "field.site",
  zone: "field.zone",
  role: "field.role",
  criticality: "field.criticality",
  owner: "field.owner",
  responsible: "field.responsible",
  vendor: "field.vendor",
  product: "field.product",
  version: "field.version",
  processesPersonalInformation: "field.personal",
  collectors: "field.collectors",
  from: "field.from",
  to: "field.to",
  protocols: "field.protocols",
  protocol: "field.protocol",
  secured: "field.secured",
  url: "field.url",
  address: "field.address",
  trustedAt: "field.trusted-at",
  pinnedCertificateSha256: "field.pinned",
  credentials: "field.credentials",
  redundancySet: "field.redundancy",
  aliases: "field.aliases",
  permittedClients: "field.permitted-clients",
  behindGateway: "field.behind-gateway",
  limits: "field.limits",
  onRequest: "field.on-request",
  discovery: "field.discovery",
  maintenanceWindows: "field.maintenance",
};

const hints: Readonly<Record<string, FixedKey<"hint.">>> = {
  id: "hint.id",
  name: "hint.name",
  types: "hint.types",
  site: "hint.site",
  zone: "hint.zone",
  criticality: "hint.criticality",
  collectors: "hint.collectors",
  from: "hint.conduit-end",
  to: "hint.conduit-end",
  protocols: "hint.protocols",
  url: "hint.url",
  address: "hint.address",
  trustedAt: "hint.trusted-at",
  pinnedCertificateSha256: "hint.pinned",
  credentials: "hint.credentials",
  permittedClients: "hint.permitted-clients",
  limits: "hint.limits",
  discovery: "hint.discovery",
  maintenanceWindows: "hint.maintenance",
};

type FixedKey<Prefix extends string> = { [Key in MessageKey]: Key extends `${Prefix}${string}` ? Key : never }[MessageKey];

/** What a field is called; one that these pages do not know keeps its name in the file. */
export function fieldLabel(field: string, t: Translate): string {
  const key = labels[field];
  return key === undefined ? field : t(key);
}

/** What a field may hold, in plain words; otherwise the centre's own. */
export function fieldHint(field: string | null, message: string, t: Translate): string {
  const key = field === null ? undefined : hints[field];
  return key === undefined ? message : t(key);
}

/** A part by its kind and id, such as "资产 plc-1 · 端点 ua". */
export function elementLabel(element: string, t: Translate): string {
  const [top, id = "", list, inner = ""] = element.split("/");
  if (top === "enterprise") return t("word.enterprise");
  const outer = top === "sites" ? t("element.site", { id }) : t("element.asset", { id });
  if (list === "zones") return `${outer} · ${t("element.zone", { id: inner })}`;
  if (list === "conduits") return `${outer} · ${t("element.conduit", { id: inner })}`;
  return list === undefined ? outer : `${outer} · ${t("element.endpoint", { id: inner })}`;
}

/** A value as a reader reads it. */
export function valueText(value: unknown, language: Language, t: Translate): string {
  if (value === null || value === undefined || value === "") return t("word.none");
  if (typeof value === "boolean") return t(value ? "value.yes" : "value.no");
  if (typeof value === "string" || typeof value === "number") return String(value);
  const name = nameSchema.safeParse(value);
  if (name.success) return name.data[language];
  if (Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number")) return value.join(", ");
  return partName(value, language) ?? JSON.stringify(value);
}

/** A whole part by its name. */
function partName(value: unknown, language: Language): string | undefined {
  if (typeof value !== "object" || value === null || !("name" in value)) return undefined;
  const name = nameSchema.safeParse(value.name);
  return name.success ? name.data[language] : undefined;
}
