import { type OscalMetadata, oneLine, oscalVersion, ownProperty } from "../../../../catalogs/oscal/document.ts";
import { uuidV5 } from "../../../../catalogs/oscal/uuid-v5.ts";
import { canonicalJson, sha256 } from "../../../../model/digest.ts";
import type { Language } from "../../../../model/language.ts";
import type { ReportDocument, ReportFinding } from "../../../../model/report.ts";
import { outlines } from "../../outline.ts";

/** What the OSCAL models of a report have in common; their ids follow from the report, so that they have the same bytes each time. */
export interface OscalContext {
  readonly report: ReportDocument;
  readonly language: Language;
  /** A UUID for a thing of this report. */
  readonly uuid: (name: string) => string;
}

export function oscalContext(report: ReportDocument, language: Language): OscalContext {
  const root = sha256(canonicalJson(report));
  return { report, language, uuid: (name) => uuidV5(`report/${root}/${name}`) };
}

export const timeText = (time: number): string => new Date(time).toISOString();

export function metadataOf({ report, language }: OscalContext): OscalMetadata {
  const { inventory, program, at, kind, catalog } = report;
  return {
    title: oneLine(`${outlines[kind].title[language]}: ${inventory.enterprise.name[language]}`),
    "last-modified": timeText(at),
    version: timeText(at),
    "oscal-version": oscalVersion,
    props: [
      ownProperty("program", `${program.name} ${program.version}`),
      ownProperty("catalog", catalog.id),
      ownProperty("profile-version", catalog.profileVersion),
      ownProperty("simulated", inventory.enterprise.simulated),
    ],
  };
}

const riskStates = {
  open: "open",
  acknowledged: "open",
  waived: "deviation-approved",
  resolved: "closed",
} as const satisfies Record<ReportFinding["status"], string>;

/** A finding as a risk with its rectification. */
export function riskOf(finding: ReportFinding, { report, language, uuid }: OscalContext) {
  const check = report.checks.find(({ id }) => id === finding.checkId);
  const title = oneLine(check?.title[language] ?? finding.checkId);
  const { rectification, waiver, assetId, severity, status, firstSeen, resolvedAt } = finding;
  const dueAt = rectification?.dueAt ?? null;
  return {
    uuid: uuid(`risk/${finding.id}`),
    title,
    description: check?.rationale[language] ?? title,
    statement: check?.rationale[language] ?? title,
    props: [
      ownProperty("check", finding.checkId),
      ownProperty("severity", severity),
      ownProperty("first-seen", timeText(firstSeen)),
      ...(assetId === null ? [] : [ownProperty("asset", assetId)]),
      ...(resolvedAt === null ? [] : [ownProperty("resolved-at", timeText(resolvedAt))]),
      ...(waiver === null ? [] : [ownProperty("waiver", waiver.reason || "-"), ownProperty("waived-by", waiver.by || "-")]),
    ],
    status: riskStates[status],
    ...(dueAt === null ? {} : { deadline: timeText(dueAt) }),
    remediations: [
      {
        uuid: uuid(`remediation/${finding.id}`),
        lifecycle: rectification === null ? "recommendation" : "planned",
        title,
        description: rectification?.measure || (check?.remediation[language] ?? title),
      },
    ],
  };
}

/** A list under its name, which OSCAL forbids where it is empty. */
export function unlessEmpty<K extends string, T>(name: K, items: readonly T[]): Partial<Record<K, readonly T[]>> {
  return items.length === 0 ? {} : ({ [name]: items } as Partial<Record<K, readonly T[]>>);
}
