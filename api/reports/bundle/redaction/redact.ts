import type { AddressRecord } from "../../../../model/addresses/address-register.ts";
import type { Asset, Inventory } from "../../../../model/inventory/inventory.ts";
import type { Bilingual } from "../../../../model/language.ts";
import type { ReportClaim, ReportDocument, ReportFinding, ReportVerdict } from "../../../../model/report.ts";
import type { ScoringRules } from "../../../../model/score.ts";
import { capsByName } from "./caps.ts";
import { maskedNames, type Naming, ownNames } from "./naming.ts";
import type { RedactionRules } from "./profile.ts";

/** Stands where something was masked. */
const mark = "***";
const markInBoth: Bilingual = { "zh-CN": "（已遮盖）", en: "(masked)" };

export interface RedactedReport {
  readonly report: ReportDocument;
  /** What an asset is called in the masked copy. */
  readonly assetId: (id: string) => string;
}

/**
 * A copy of a report that says no more than the profile lets out. Lists keep their order and length, and the sheet its figures, so that the
 * score follows from the masked copy as it does from the original.
 */
export function redact(report: ReportDocument, rules: RedactionRules, scoring: ScoringRules): RedactedReport {
  if (`${rules.addresses}${rules.names}${rules.freeText}` === "keepkeepkeep") return { report, assetId: (id) => id };
  const naming = rules.names === "mask" ? maskedNames(report) : ownNames;
  const { form, kind, program, at, registrationNo, authorities, catalog, score, lines, checks } = report;
  // Field by field, so that what a report gains later is thought of here before it leaves.
  const named: ReportDocument = {
    ...{ form, kind, program, at, registrationNo, authorities, catalog, score, lines, checks },
    inventory: maskInventory(report.inventory, naming, rules),
    sheet: maskSheet(report, naming),
    verdicts: report.verdicts.map((one) => maskVerdict(one, naming, rules)),
    findings: report.findings.map((one) => maskFinding(one, naming, rules)),
    claims: report.claims.map((one) => maskClaim(one, naming, rules)),
    addressRecords: report.addressRecords.map((one) => maskAddressRecord(one, naming, rules)),
    evidence: report.evidence.map((one) => ({
      ...one,
      assetId: naming.asset(one.assetId),
      endpointId: naming.endpoint(one.endpointId),
    })),
  };
  const capped = rules.names === "mask" ? capsByName(named, scoring) : named;
  return { report: capped, assetId: naming.asset };
}

function maskSheet({ sheet }: ReportDocument, { asset }: Naming): ReportDocument["sheet"] {
  return {
    ...sheet,
    assets: Object.fromEntries(Object.entries(sheet.assets).map(([id, criticality]) => [asset(id), criticality])),
    objectives: sheet.objectives.map((objective) => ({
      ...objective,
      pairs: objective.pairs.map(([id, ...rest]) => [id === null ? null : asset(id), ...rest] as const).map((pair) => [...pair]),
    })),
  };
}

function maskInventory(inventory: Inventory, naming: Naming, { addresses, names }: RedactionRules): Inventory {
  const withNames = names === "keep" ? inventory : renameInventory(inventory, naming);
  if (addresses === "keep") return withNames;
  return {
    ...withNames,
    // A range says where devices are looked for; nothing of it is printed.
    sites: withNames.sites.map((site) => ({ ...site, discovery: [] })),
    assets: withNames.assets.map((asset) => ({ ...asset, endpoints: asset.endpoints.map(withoutAddress) })),
  };
}

type Endpoint = Asset["endpoints"][number];

/** The scheme stays, since it tells the protocol and whether it is encrypted. */
function withoutAddress(endpoint: Endpoint): Endpoint {
  const scheme = endpoint.url.slice(0, endpoint.url.indexOf("://"));
  const { address: _address, ...kept } = endpoint;
  if (kept.protocol === "modbus") {
    const { permittedClients: _clients, ...others } = kept;
    return { ...others, url: `${scheme}://masked/0` };
  }
  const { authority: _authority, ...others } = kept;
  return { ...others, url: `${scheme}://masked`, aliases: [] };
}

function renameInventory(
  inventory: Inventory,
  { site, zone, asset, endpoint, assetName, siteName, zoneName }: Naming,
): Inventory {
  return {
    ...inventory,
    sites: inventory.sites.map((one) => ({
      ...one,
      id: site(one.id),
      name: siteName(one.id),
      zones: one.zones.map(({ id }) => ({ id: zone(id), name: zoneName(id) })),
      conduits: one.conduits.map((conduit, index) => ({
        ...conduit,
        id: `conduit-${index + 1}`,
        from: zone(conduit.from),
        to: zone(conduit.to),
      })),
      collectors: one.collectors.map((_, index) => ({ id: `collector-${index + 1}` })),
      discovery: [],
    })),
    assets: inventory.assets.map(({ owner: _owner, responsible: _responsible, ...kept }) => ({
      ...kept,
      id: asset(kept.id),
      name: assetName(kept.id),
      site: site(kept.site),
      ...(kept.zone === undefined ? {} : { zone: zone(kept.zone) }),
      endpoints: kept.endpoints.map((one) => withoutNames(one, endpoint(one.id))),
    })),
  };
}

/** Signals, nodes, accounts and redundancy sets are called by names of the plant. */
function withoutNames(endpoint: Endpoint, id: string): Endpoint {
  if (endpoint.protocol === "modbus") return { ...endpoint, id, signals: [], baselineRegisters: [] };
  const { credentials: _credentials, factoryAccount: _account, redundancySet: _set, ...known } = endpoint;
  const { authority: _authority, pinnedCertificateSha256: _pin, ...kept } = known;
  return { ...kept, id, signals: [], criticalNodes: [], aliases: [] };
}

/** Reasons are written by checks with the addresses and names that were seen. */
const hidesReasons = ({ addresses, names, freeText }: RedactionRules): boolean =>
  addresses === "mask" || names === "mask" || freeText === "drop";

function maskVerdict(verdict: ReportVerdict, { asset, endpoint }: Naming, rules: RedactionRules): ReportVerdict {
  return {
    ...verdict,
    assetId: verdict.assetId === null ? null : asset(verdict.assetId),
    endpointId: verdict.endpointId === null ? null : endpoint(verdict.endpointId),
    because: hidesReasons(rules) ? markInBoth : verdict.because,
  };
}

function maskFinding(finding: ReportFinding, naming: Naming, { names, freeText }: RedactionRules): ReportFinding {
  const person = <T extends string | null>(name: T) => (names === "mask" && name !== null ? mark : name);
  const free = (text: string) => (freeText === "drop" && text !== "" ? mark : text);
  const { siteId, assetId, acknowledgedBy, waiver, rectification } = finding;
  return {
    ...finding,
    siteId: siteId === null ? null : naming.site(siteId),
    assetId: assetId === null ? null : naming.asset(assetId),
    acknowledgedBy: person(acknowledgedBy),
    waiver: waiver === null ? null : { ...waiver, reason: free(waiver.reason), by: person(waiver.by) },
    rectification:
      rectification === null
        ? null
        : { ...rectification, assignee: person(rectification.assignee), measure: free(rectification.measure) },
  };
}

function maskClaim(claim: ReportClaim, { asset }: Naming, { names, freeText }: RedactionRules): ReportClaim {
  const masked = names === "mask";
  // A measure names its check and its asset, a retirement its asset.
  const about = claim.about.split(" ").map((word, index) => (claim.kind === "measure" && index === 0 ? word : asset(word)));
  return {
    ...claim,
    about: claim.kind === "objective" ? claim.about : about.join(" "),
    by: masked ? mark : claim.by,
    reviewedBy: masked && claim.reviewedBy !== null ? mark : claim.reviewedBy,
    documents: claim.documents.map(({ name, sha256 }) => ({ name: freeText === "drop" || masked ? mark : name, sha256 })),
  };
}

function maskAddressRecord(
  record: AddressRecord,
  { asset }: Naming,
  { addresses, names, freeText }: RedactionRules,
): AddressRecord {
  const assetId = record.assetId === null ? null : asset(record.assetId);
  const place = addresses === "mask" ? { first: mark, last: mark, source: "", recordNo: "" } : {};
  const people = names === "mask" ? { allocatedTo: mark, user: mark, place: "", responsible: mark, contact: mark } : {};
  const words = freeText === "drop" ? { purpose: mark, source: "" } : {};
  return { ...record, assetId, ...place, ...people, ...words };
}
