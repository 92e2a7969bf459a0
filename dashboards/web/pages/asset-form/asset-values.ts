import { z } from "zod";
import type { InventoryOperation } from "../../../../api/contract/inventory-edits.ts";
import { nameSchema } from "../../../../model/language.ts";
import { type MaintenanceWindow, parseWindows, windowLines } from "./window-lines.ts";

/** An endpoint as its fields are typed. */
export interface EndpointValues {
  /** Address of the part that it was read from; empty for a new one. */
  readonly element: string;
  readonly id: string;
  readonly url: string;
  readonly address: string;
  readonly minGap: string;
  readonly requestsPerMinute: string;
  /** `YYYY-MM-DDTHH:MM`, local. */
  readonly trustedAt: string;
  readonly pinned: string;
  readonly user: string;
  readonly passwordEnv: string;
  readonly redundancySet: string;
  /** One a line. */
  readonly aliases: string;
  readonly permittedClients: string;
  readonly behindGateway: boolean;
  readonly onRequest: readonly string[];
}

/** An asset as its fields are typed; nothing typed is an empty text. */
export interface AssetValues {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly site: string;
  readonly zone: string | null;
  readonly role: string;
  readonly criticality: number | null;
  readonly owner: string;
  readonly responsible: string;
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
  readonly processesPersonalInformation: boolean;
  /** One a line, as `windowLines` writes them. */
  readonly maintenanceWindows: string;
  readonly endpoints: readonly EndpointValues[];
}

export const emptyEndpoint: EndpointValues = {
  element: "",
  id: "",
  url: "",
  address: "",
  minGap: "",
  requestsPerMinute: "",
  trustedAt: "",
  pinned: "",
  user: "",
  passwordEnv: "",
  redundancySet: "",
  aliases: "",
  permittedClients: "",
  behindGateway: false,
  onRequest: [],
};

export const emptyAsset: AssetValues = {
  id: "",
  name: "",
  nameEn: "",
  site: "",
  zone: null,
  role: "field-device",
  criticality: null,
  owner: "",
  responsible: "",
  vendor: "",
  product: "",
  version: "",
  processesPersonalInformation: false,
  maintenanceWindows: "",
  endpoints: [],
};

const text = z.string().default("");
const endpointConfiguration = z.looseObject({
  id: z.string(),
  url: z.string(),
  address: text,
  limits: z.looseObject({ minGap: z.number(), requestsPerMinute: z.number() }),
  trustedAt: text,
  pinnedCertificateSha256: text,
  credentials: z.object({ user: z.string(), passwordEnv: z.string() }).optional(),
  redundancySet: text,
  aliases: z.array(z.string()).default([]),
  permittedClients: z.array(z.string()).default([]),
  behindGateway: z.boolean().default(false),
  onRequest: z.array(z.string()).default([]),
});
const configuration = z.looseObject({
  id: z.string(),
  name: nameSchema,
  site: z.string(),
  zone: z.string().nullable().default(null),
  role: z.string(),
  criticality: z.number().nullable().default(null),
  owner: text,
  responsible: text,
  vendor: text,
  product: text,
  version: text,
  processesPersonalInformation: z.boolean(),
  maintenanceWindows: z.array(z.object({ days: z.array(z.number()).optional(), from: z.string(), to: z.string() })),
  endpoints: z.array(endpointConfiguration),
});

/** The fields of an asset as it is configured. */
export function valuesOf(asset: Readonly<Record<string, unknown>>): AssetValues {
  const { name, endpoints, ...rest } = configuration.parse(asset);
  return {
    id: rest.id,
    name: name["zh-CN"],
    nameEn: name.en === name["zh-CN"] ? "" : name.en,
    site: rest.site,
    zone: rest.zone,
    role: rest.role,
    criticality: rest.criticality,
    owner: rest.owner,
    responsible: rest.responsible,
    vendor: rest.vendor,
    product: rest.product,
    version: rest.version,
    processesPersonalInformation: rest.processesPersonalInformation,
    maintenanceWindows: windowLines(rest.maintenanceWindows),
    endpoints: endpoints.map((endpoint) => endpointValues(rest.id, endpoint)),
  };
}

function endpointValues(assetId: string, endpoint: z.output<typeof endpointConfiguration>): EndpointValues {
  return {
    element: `assets/${assetId}/endpoints/${endpoint.id}`,
    id: endpoint.id,
    url: endpoint.url,
    address: endpoint.address,
    minGap: String(endpoint.limits.minGap),
    requestsPerMinute: String(endpoint.limits.requestsPerMinute),
    trustedAt: localTime(endpoint.trustedAt),
    pinned: endpoint.pinnedCertificateSha256,
    user: endpoint.credentials?.user ?? "",
    passwordEnv: endpoint.credentials?.passwordEnv ?? "",
    redundancySet: endpoint.redundancySet,
    aliases: endpoint.aliases.join("\n"),
    permittedClients: endpoint.permittedClients.join("\n"),
    behindGateway: endpoint.behindGateway,
    onRequest: endpoint.onRequest,
  };
}

/** A new asset as one edit. */
export function addOperation(values: AssetValues): InventoryOperation {
  const { id, endpoints } = values;
  const value = { ...withoutEmpty(assetFields(values)), endpoints: endpoints.map(newEndpoint) };
  return { action: "add", element: `assets/${id}`, value };
}

/** What an edit changes: of the asset and of its endpoints the fields that differ, and endpoints that came or went. */
export function changeOperations(before: AssetValues, after: AssetValues): readonly InventoryOperation[] {
  const element = `assets/${before.id}`;
  const kept = new Map(before.endpoints.map((endpoint) => [endpoint.element, endpoint]));
  const still = new Set(after.endpoints.map((endpoint) => endpoint.element));
  return [
    ...changeOf(element, assetFields(before), assetFields(after)),
    ...before.endpoints
      .filter((endpoint) => !still.has(endpoint.element))
      .map((endpoint) => ({ action: "remove" as const, element: endpoint.element })),
    ...after.endpoints.flatMap((endpoint): InventoryOperation[] => {
      const was = kept.get(endpoint.element);
      if (was !== undefined) return changeOf(was.element, endpointFields(was), endpointFields(endpoint));
      const { id, ...value } = newEndpoint(endpoint);
      return [{ action: "add", element: `${element}/endpoints/${id}`, value }];
    }),
  ];
}

type Fields = Readonly<Record<string, unknown>>;

function changeOf(element: string, before: Fields, after: Fields): InventoryOperation[] {
  const fields = Object.fromEntries(
    Object.entries(after).filter(([field, value]) => JSON.stringify(before[field]) !== JSON.stringify(value)),
  );
  return Object.keys(fields).length === 0 ? [] : [{ action: "change", element, fields }];
}

/** Fields in the form of inventory files; null where nothing is typed. */
function assetFields(values: AssetValues): Fields {
  return {
    name: { "zh-CN": values.name.trim(), en: values.nameEn.trim() === "" ? values.name.trim() : values.nameEn.trim() },
    site: values.site,
    zone: values.zone,
    role: values.role,
    criticality: values.criticality,
    owner: typed(values.owner),
    responsible: typed(values.responsible),
    vendor: typed(values.vendor),
    product: typed(values.product),
    version: typed(values.version),
    processesPersonalInformation: values.processesPersonalInformation,
    maintenanceWindows: windowsOf(values.maintenanceWindows),
  };
}

/** The form has refused lines that mean no window. */
function windowsOf(text: string): readonly MaintenanceWindow[] {
  const parsed = parseWindows(text);
  return "windows" in parsed ? parsed.windows : [];
}

/** The protocol that an address is dialled by; undefined where it has no known form. */
export function protocolOf(url: string): "opcua" | "modbus" | undefined {
  if (url.startsWith("opc.tcp://")) return "opcua";
  return /^modbus(\+tls)?:\/\//.test(url) ? "modbus" : undefined;
}

function endpointFields(values: EndpointValues): Fields {
  const url = values.url.trim();
  const protocol = protocolOf(url);
  const limits = withoutEmpty({ minGap: figure(values.minGap), requestsPerMinute: figure(values.requestsPerMinute) });
  const shared = {
    protocol: protocol ?? "modbus",
    url,
    address: typed(values.address),
    onRequest: values.onRequest,
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
  };
  if (protocol !== "opcua") {
    const clients = lines(values.permittedClients);
    return { ...shared, behindGateway: values.behindGateway, permittedClients: clients.length === 0 ? null : clients };
  }
  const { user, passwordEnv } = values;
  return {
    ...shared,
    trustedAt: values.trustedAt === "" ? null : new Date(values.trustedAt).toISOString(),
    pinnedCertificateSha256: typed(values.pinned.replaceAll(/[\s:]/g, "").toLowerCase()),
    credentials: typed(user) === null && typed(passwordEnv) === null ? null : { user, passwordEnv },
    redundancySet: typed(values.redundancySet),
    aliases: lines(values.aliases),
  };
}

function newEndpoint(values: EndpointValues): Fields & { readonly id: string } {
  const fields = endpointFields(values);
  const id = typed(values.id) ?? String(fields.protocol);
  return { ...withoutEmpty(fields), id };
}

function withoutEmpty(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

function typed(value: string): string | null {
  return value.trim() === "" ? null : value.trim();
}

/** What is no number goes to the centre as it is, which says what it expects. */
function figure(value: string): number | string | undefined {
  if (value.trim() === "") return undefined;
  return /^\d+$/.test(value.trim()) ? Number(value) : value.trim();
}

function lines(value: string): readonly string[] {
  return value
    .split(/[\n,;，；]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function localTime(iso: string): string {
  if (iso === "") return "";
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
