import type { Objective } from "../../catalogs/catalog.ts";
import type { Finding } from "../../model/finding.ts";
import type { Instant } from "../../model/instant.ts";
import { type Asset, type AssetRole, criticalityOf, type Inventory } from "../../model/inventory/inventory.ts";
import type { Pair } from "../../model/score.ts";
import { compareSeverity, oneStepLower, type Severity } from "../../model/severity.ts";
import { type Verdict, type VerdictStatus, verdictStatuses } from "../../model/verdict.ts";
import type { Check } from "../checks/define.ts";
import { pairKey } from "./objective-value.ts";

/** A reviewed statement that something else makes up for a finding: it lowers its severity for the caps (scoring rule 11). */
export interface CompensatingMeasure {
  readonly assetId: string | null;
  readonly checkId: string;
  readonly document: boolean;
  readonly by: string;
  readonly reviewedBy: string | null;
  readonly until: Instant;
}

export interface PairSources {
  readonly inventory: Inventory;
  readonly verdicts: readonly Verdict[];
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
  readonly now: Instant;
  /** null or absent: the whole enterprise. */
  readonly siteId?: string | null;
  /** Assets that left the inventory without a reviewed retirement, as they were last known; their last verdicts may be given, too. */
  readonly leftoverAssets?: readonly Asset[];
  readonly measures?: readonly CompensatingMeasure[];
}

/** An asset as a score knows it. `watched` is false once it left the inventory. */
interface Subject {
  readonly criticality: number;
  readonly role: AssetRole | null;
  readonly siteId: string | null;
  readonly watched: boolean;
}

/** Everything known of one (asset, check), of all endpoints. */
interface PairRecord {
  readonly assetId: string | null;
  readonly checkId: string;
  readonly verdicts: Verdict[];
  finding: Finding | undefined;
}

/** Criticality of an asset of which nothing is left but its findings: the highest, so that losing the record raises nothing. */
const forgottenCriticality = 5;

/** The pairs of an enterprise or a site, ready to be judged by an objective's own terms (scoring rules 1, 2, 11 and 13). */
export class PairBook {
  readonly #sources: PairSources;
  readonly #subjects: ReadonlyMap<string, Subject>;
  readonly #byCheck: ReadonlyMap<string, readonly PairRecord[]>;
  readonly #nominal: ReadonlyMap<string, Severity>;
  readonly #compensated: ReadonlySet<string>;

  constructor(sources: PairSources) {
    this.#sources = sources;
    this.#nominal = new Map(sources.checks.map((check) => [check.id, check.severity]));
    this.#subjects = subjectsOf(sources);
    this.#byCheck = recordsOf(sources, (assetId, siteId) => this.#isInScope(assetId, siteId));
    this.#compensated = compensatedPairs(sources);
  }

  /** Criticality of every asset in scope. */
  criticalities(): Record<string, number> {
    const inScope = [...this.#subjects].filter(([id, { siteId }]) => this.#isInScope(id, siteId));
    return Object.fromEntries(inScope.map(([id, { criticality }]) => [id, criticality]));
  }

  /** Pairs of one objective; `endOf` tells when a pass of a moment stops to be good, null for never. */
  pairsOf(objective: Objective, endOf: (since: Instant) => Instant | null): Pair[] {
    return objective.judgedBy.flatMap(({ check, roles }) =>
      (this.#byCheck.get(check) ?? [])
        .filter((record) => this.#hasRole(record, roles))
        .map((record) => this.#pair(record, endOf)),
    );
  }

  #pair(record: PairRecord, endOf: (since: Instant) => Instant | null): Pair {
    const { assetId, checkId } = record;
    const nominal = this.#nominal.get(checkId) ?? record.finding?.severity ?? record.verdicts[0]?.severity ?? "medium";
    const status = this.#status(record, endOf);
    const severity = status === "fail" ? this.#severity(record, nominal) : nominal;
    return severity === nominal ? [assetId, checkId, nominal, status] : [assetId, checkId, nominal, status, severity];
  }

  /** Rule 2: an unresolved finding fails, an old pass is unknown; so is whatever nobody watches any more. */
  #status({ assetId, verdicts, finding }: PairRecord, endOf: (since: Instant) => Instant | null): VerdictStatus {
    if (finding !== undefined) return "fail";
    const watched = assetId === null || this.#subjects.get(assetId)?.watched === true;
    const statuses = verdicts.map(({ status, evidenceAt }): VerdictStatus => {
      if (status !== "pass") return status;
      const end = evidenceAt === null ? null : endOf(evidenceAt);
      return watched && (end === null || this.#sources.now <= end) ? "pass" : "unknown";
    });
    return verdictStatuses.find((status) => statuses.includes(status)) ?? "not-applicable";
  }

  /** The worst severity that the finding or a failing endpoint has, one step lower under a compensating measure. */
  #severity({ assetId, checkId, verdicts, finding }: PairRecord, nominal: Severity): Severity {
    const own = verdicts.filter((verdict) => verdict.status === "fail").map((verdict) => verdict.severity);
    const [worst = nominal] = (finding === undefined ? own : [...own, finding.severity]).sort(compareSeverity);
    if (!this.#compensated.has(pairKey(assetId, checkId))) return worst;
    return oneStepLower(worst);
  }

  /** An asset whose record is lost may have had any role. */
  #hasRole({ assetId }: PairRecord, roles: readonly AssetRole[] | undefined): boolean {
    if (roles === undefined) return true;
    const role = assetId === null ? undefined : this.#subjects.get(assetId)?.role;
    return role === null || (role !== undefined && roles.includes(role));
  }

  /** What concerns the enterprise as a whole concerns each of its sites. */
  #isInScope(assetId: string | null, siteId: string | null): boolean {
    const wanted = this.#sources.siteId ?? null;
    const place = assetId === null ? siteId : (this.#subjects.get(assetId)?.siteId ?? siteId);
    return wanted === null || place === wanted || (assetId === null && place === null);
  }
}

function isUnresolved(finding: Finding): boolean {
  return finding.status !== "resolved";
}

function subjectsOf({ inventory, leftoverAssets = [], findings }: PairSources): Map<string, Subject> {
  const subjects = new Map<string, Subject>();
  for (const finding of findings.filter(isUnresolved)) {
    if (finding.assetId === null) continue;
    subjects.set(finding.assetId, { criticality: forgottenCriticality, role: null, siteId: finding.siteId, watched: false });
  }
  const enter = (asset: Asset, watched: boolean) =>
    subjects.set(asset.id, { criticality: criticalityOf(asset), role: asset.role, siteId: asset.site, watched });
  for (const asset of leftoverAssets) enter(asset, false);
  for (const asset of inventory.assets) enter(asset, true);
  return subjects;
}

function recordsOf(
  { verdicts, findings, checks, inventory, leftoverAssets = [] }: PairSources,
  isInScope: (assetId: string | null, siteId: string | null) => boolean,
): Map<string, PairRecord[]> {
  const informing = new Set(checks.filter((check) => check.informsOnly).map((check) => check.id));
  const known = new Set([...leftoverAssets, ...inventory.assets].map((asset) => asset.id));
  const records = new Map<string, PairRecord>();
  const recordOf = ({ assetId, siteId, checkId }: Pick<Verdict, "assetId" | "siteId" | "checkId">): PairRecord | undefined => {
    if (informing.has(checkId) || !isInScope(assetId, siteId)) return undefined;
    const key = pairKey(assetId, checkId);
    const record = records.get(key) ?? { assetId, checkId, verdicts: [], finding: undefined };
    records.set(key, record);
    return record;
  };
  for (const verdict of verdicts) {
    if (verdict.assetId === null || known.has(verdict.assetId)) recordOf(verdict)?.verdicts.push(verdict);
  }
  for (const finding of findings.filter(isUnresolved)) {
    const record = recordOf(finding);
    if (record !== undefined) record.finding = finding;
  }
  return Map.groupBy(records.values(), (record) => record.checkId);
}

function compensatedPairs({ measures = [], now }: PairSources): Set<string> {
  const standing = measures.filter(
    ({ document, by, reviewedBy, until }) => document && reviewedBy !== null && reviewedBy !== by && now < until,
  );
  return new Set(standing.map(({ assetId, checkId }) => pairKey(assetId, checkId)));
}
