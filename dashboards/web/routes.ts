import { search } from "./data/fill-path.ts";

/** Addresses of the pages, built and matched in one place. */

const part = encodeURIComponent;
const withQuery = (path: string, query: Readonly<Record<string, string | undefined>>): string => path + search(query);

export const to = {
  overview: () => "/",
  /** `next` is where the reader goes on once logged in. */
  login: (error?: string, next?: string) => withQuery("/login", { error, next }),
  enterprise: (id: string, catalog?: string) => withQuery(`/enterprises/${part(id)}`, { catalog }),
  /** A node tells its catalogue by its id. */
  explanation: (id: string, node?: string, catalog?: string) =>
    withQuery(`/enterprises/${part(id)}/explanation`, { node, catalog }),
  assets: (query: { enterprise?: string; state?: string } = {}) => withQuery("/assets", query),
  asset: (id: string, check?: string) => withQuery(`/assets/${part(id)}`, { check }),
  editAsset: (id: string) => `/assets/${part(id)}/edit`,
  newAsset: (enterprise?: string) => withQuery("/new-asset", { enterprise }),
  inventory: (enterprise: string) => `/inventory/${part(enterprise)}`,
  start: (query: { enterprise?: string; step?: string } = {}) => withQuery("/start", query),
  findings: (query: { enterprise?: string; severity?: string; asset?: string; check?: string } = {}) =>
    withQuery("/findings", query),
  finding: (id: string) => `/findings/${part(id)}`,
  observation: (id: string, pointer?: string) => withQuery(`/observations/${part(id)}`, { pointer }),
  zones: (query: { enterprise?: string } = {}) => withQuery("/zones", query),
  timeline: (query: { enterprise?: string } = {}) => withQuery("/timeline", query),
  collectors: () => "/collectors",
  discovery: (query: { enterprise?: string } = {}) => withQuery("/discovery", query),
  proposal: (id: string) => `/discovery/${part(id)}`,
  addresses: (query: { enterprise?: string; view?: string } = {}) => withQuery("/addresses", query),
  advisories: (query: { view?: string } = {}) => withQuery("/advisories", query),
  advisory: (id: string) => `/advisories/${part(id)}`,
  compliance: (query: { enterprise?: string; view?: string; catalog?: string } = {}) => withQuery("/compliance", query),
  reports: (query: { enterprise?: string } = {}) => withQuery("/reports", query),
  submissions: (query: { enterprise?: string; view?: string } = {}) => withQuery("/submissions", query),
  report: (id: string) => `/reports/${part(id)}`,
  incident: (enterprise: string, id: string) => `/incidents/${part(enterprise)}/${part(id)}`,
  objective: (enterprise: string, objective: string) => `/objectives/${part(enterprise)}/${part(objective)}`,
  attestation: (id: string) => `/attestations/${part(id)}`,
  account: () => "/account",
  administration: () => "/administration",
  alerts: (query: { view?: string } = {}) => withQuery("/alerts", query),
  simulation: (query: { run?: string } = {}) => withQuery("/simulation", query),
  comparison: () => "/comparison",
  /** Built as a page of its own. */
  wallboard: () => "/wallboard",
} as const;

export type Page =
  | {
      readonly name:
        | "overview"
        | "login"
        | "assets"
        | "findings"
        | "zones"
        | "timeline"
        | "collectors"
        | "addresses"
        | "advisories"
        | "discovery"
        | "compliance"
        | "reports"
        | "submissions"
        | "account"
        | "new-asset"
        | "start"
        | "administration"
        | "alerts"
        | "simulation"
        | "comparison"
        | "not-found";
    }
  | {
      readonly name:
        | "enterprise"
        | "explanation"
        | "asset"
        | "finding"
        | "observation"
        | "attestation"
        | "report"
        | "proposal"
        | "advisory"
        | "inventory"
        | "edit-asset";
      readonly id: string;
    }
  | { readonly name: "incident"; readonly enterpriseId: string; readonly incidentId: string }
  | { readonly name: "objective"; readonly enterpriseId: string; readonly objectiveId: string };

const withId = {
  enterprises: "enterprise",
  assets: "asset",
  findings: "finding",
  observations: "observation",
  attestations: "attestation",
  reports: "report",
  inventory: "inventory",
  discovery: "proposal",
  advisories: "advisory",
} as const;
const plain = [
  "login",
  "assets",
  "findings",
  "zones",
  "timeline",
  "collectors",
  "addresses",
  "advisories",
  "discovery",
  "compliance",
  "reports",
  "submissions",
  "account",
  "new-asset",
  "start",
  "administration",
  "simulation",
  "alerts",
  "comparison",
] as const;

/** Which page an address names. */
export function pageAt(path: string): Page {
  const [first = "", id, third, ...rest] = path.split("/").filter((piece) => piece !== "");
  if (first === "") return { name: "overview" };
  if (rest.length > 0) return { name: "not-found" };
  if (first === "login") return { name: "login" };
  if (id === undefined) return { name: plain.find((name) => name === first) ?? "not-found" };
  const decoded = decode(id);
  if (first === "enterprises" && third === "explanation") return { name: "explanation", id: decoded };
  if (first === "assets" && third === "edit") return { name: "edit-asset", id: decoded };
  if (first === "incidents" && third !== undefined) {
    return { name: "incident", enterpriseId: decoded, incidentId: decode(third) };
  }
  if (first === "objectives" && third !== undefined) {
    return { name: "objective", enterpriseId: decoded, objectiveId: decode(third) };
  }
  if (third !== undefined || !isKeyOf(withId, first)) return { name: "not-found" };
  return { name: withId[first], id: decoded };
}

function isKeyOf<T extends object>(object: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(object, key);
}

function decode(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}
