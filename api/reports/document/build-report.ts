import type { Catalog } from "../../../catalogs/catalog.ts";
import type { AddressRegister } from "../../../model/addresses/address-register.ts";
import type { Attestation } from "../../../model/attestation.ts";
import type { Classification } from "../../../model/classification.ts";
import { type Finding, isOverdue } from "../../../model/finding.ts";
import { render } from "../../../model/messages/index.ts";
import type {
  ReportCheck,
  ReportClaim,
  ReportDocument,
  ReportEvidence,
  ReportFigures,
  ReportFinding,
  ReportLine,
  ReportVerdict,
} from "../../../model/report.ts";
import type { ScoreNode } from "../../../model/score.ts";
import { type Verdict, verdictStatuses } from "../../../model/verdict.ts";
import type { Check } from "../../../posture/checks/define.ts";
import { buildSheet } from "../../../posture/scoring/build-sheet.ts";
import { becauseByName, type DemandOf, demandsOf, type NameOf } from "../../../posture/scoring/name-in-cap.ts";
import { scoreSheet } from "../../../posture/scoring/score-sheet.ts";
import type { ObservationDigest } from "../../../store/records/evidence-port.ts";
import type { ScoreGround } from "../../judging/score-ground.ts";
import type { ReportRequest } from "./read-report-ground.ts";

/** Everything that a report is built from. */
export interface ReportGround extends ReportRequest, ScoreGround {
  readonly statements: readonly Attestation[];
  readonly classification: Classification | undefined;
  readonly register: AddressRegister | undefined;
  readonly observations: readonly ObservationDigest[];
}

/** The report that follows from what is stored; the same ground gives the same document. */
export function buildReport(ground: ReportGround): ReportDocument {
  const { kind, now, version, catalog, inventory, checks } = ground;
  const sheet = buildSheet(ground);
  const { root } = scoreSheet(sheet, catalog.profile.rules);
  const names = new Map([...ground.leftoverAssets, ...inventory.assets].map(({ id, name }) => [id, name]));
  const nodes = new Map(root === null ? [] : [...levels(root)].map((node) => [node.id, node]));
  const demandOf = demandsOf(checks.map(({ id, text }) => ({ id, title: text.title })));
  const figures = (node: ScoreNode | null | undefined) => figuresOf(node, (id) => names.get(id), demandOf);
  return {
    form: "plantwatch-report/1",
    kind,
    program: { name: "Plantwatch", version },
    at: now,
    inventory,
    registrationNo: ground.classification?.registrationNo ?? "",
    authorities: authoritiesOf(ground),
    catalog: {
      id: catalog.id,
      title: catalog.title,
      documentNo: catalog.documentNo,
      profileVersion: catalog.profile.version,
    },
    score: figures(root),
    lines: linesOf(catalog).map((line) => ({ ...line, ...figures(nodes.get(line.id)) })),
    sheet,
    checks: usedChecks(ground.verdicts, ground.findings, checks),
    verdicts: ground.verdicts.map(verdictOf).sort(byText(({ checkId, assetId, endpointId }) => [checkId, assetId, endpointId])),
    findings: findingsOf(ground),
    claims: ground.statements.map(claimOf).sort(byText(({ about, id }) => [about, id])),
    addressRecords: ground.register?.records ?? [],
    evidence: evidenceOf(ground.observations),
  };
}

/** Sorts by a text that does not depend on the place or language of the machine. */
function byText<T>(keyOf: (item: T) => unknown) {
  return (a: T, b: T): number => {
    const [left, right] = [JSON.stringify(keyOf(a)), JSON.stringify(keyOf(b))];
    return left < right ? -1 : Number(left > right);
  };
}

function authoritiesOf({ inventory, catalog }: ReportGround): ReportDocument["authorities"] {
  const all = inventory.enterprise.types.map((type) => catalog.profile.authority[type]);
  return all.filter((one, index) => all.findIndex((other) => other.en === one.en) === index);
}

function* levels(node: ScoreNode): Generator<ScoreNode> {
  yield node;
  for (const child of node.children) if (child.kind !== "pair") yield* levels(child);
}

function figuresOf(node: ScoreNode | null | undefined, nameOf: NameOf, demandOf: DemandOf): ReportFigures {
  if (node == null) return { demonstrated: null, potential: null, coverage: null, cap: null };
  const { demonstrated, potential, coverage, cap } = node;
  return {
    demonstrated,
    potential,
    coverage,
    cap: cap === undefined ? null : { at: cap.at, because: becauseByName(cap, nameOf, demandOf) },
  };
}

type Heading = Omit<ReportLine, keyof ReportFigures>;

function linesOf({ tasks }: Catalog): Heading[] {
  return tasks.flatMap(({ id, title, controls }): Heading[] => [
    { id, kind: "task", title, officialNo: null, method: null },
    ...controls.flatMap((control): Heading[] => [
      { id: control.id, kind: "control", title: control.title, officialNo: control.officialNo ?? null, method: null },
      ...control.objectives.map(
        (one): Heading => ({ id: one.id, kind: "objective", title: one.text, officialNo: null, method: one.method }),
      ),
    ]),
  ]);
}

function usedChecks(verdicts: readonly Verdict[], findings: readonly Finding[], checks: readonly Check[]): ReportCheck[] {
  const used = new Set([...verdicts, ...findings].map(({ checkId }) => checkId));
  return checks
    .filter(({ id }) => used.has(id))
    .map(({ id, text, references }) => ({
      id,
      title: text.title,
      rationale: text.rationale,
      remediation: text.remediation,
      references: references.map(({ source, clause }) => `${source} ${clause}`),
    }))
    .sort(byText(({ id }) => id));
}

function verdictOf({ checkId, assetId, endpointId, status, severity, because, evidence }: Verdict): ReportVerdict {
  const observationIds = [...new Set(evidence.map(({ observationId }) => observationId))];
  return { checkId, assetId, endpointId, status, severity, because: render(because), observationIds };
}

const subjectOf = ({ assetId, checkId }: Pick<Verdict, "assetId" | "checkId">): string => JSON.stringify([assetId, checkId]);

function findingsOf({ findings, verdicts, now }: ReportGround): ReportFinding[] {
  const bySubject = Map.groupBy(verdicts, subjectOf);
  return findings
    .toSorted((a, b) => a.firstSeen - b.firstSeen || (a.id < b.id ? -1 : 1))
    .map((finding, index) => {
      const { enterpriseId: _, lastSeen: _seen, version: _version, endpoints: _endpoints, ...kept } = finding;
      const own = bySubject.get(subjectOf(finding)) ?? [];
      // The worst of the endpoints decides, as it does in the score.
      const retest = verdictStatuses.find((status) => own.some((verdict) => verdict.status === status)) ?? null;
      const decisive = own.filter(({ status }) => status === retest).flatMap(({ evidence }) => evidence);
      const observationIds = [...new Set(decisive.map(({ observationId }) => observationId))];
      return { no: index + 1, ...kept, overdue: isOverdue(finding, now), retest, observationIds };
    });
}

function claimOf({ id, about, state, by, review, issuedAt, validUntil, documents }: Attestation): ReportClaim {
  const subject =
    about.kind === "objective"
      ? about.objectiveId
      : about.kind === "measure"
        ? `${about.checkId} ${about.assetId ?? ""}`
        : about.assetId;
  return {
    id,
    about: subject.trim(),
    kind: about.kind,
    claim: about.kind === "objective" ? about.claim : null,
    state,
    by,
    reviewedBy: review?.by ?? null,
    issuedAt,
    validUntil,
    documents,
  };
}

function evidenceOf(observations: readonly ObservationDigest[]): ReportEvidence[] {
  return observations
    .map(({ id, assetId, endpointId, probe, outcome, at, digest }) => ({
      observationId: id,
      assetId,
      endpointId,
      probe,
      outcome,
      at,
      digest,
    }))
    .sort(byText(({ assetId, endpointId, probe, at, observationId }) => [assetId, endpointId, probe, at, observationId]));
}
