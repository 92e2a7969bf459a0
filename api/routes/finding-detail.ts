import { defaultRegisterSettings } from "../../model/addresses/address-register.ts";
import { afterWorkingDays } from "../../model/addresses/working-days.ts";
import type { Finding } from "../../model/finding.ts";
import { compareSeverity, oneStepLower } from "../../model/severity.ts";
import type { Verdict } from "../../model/verdict.ts";
import { demandsCutOff, kindOfCheck } from "../../posture/addresses/differences.ts";
import type { FindingDetail } from "../contract/findings.ts";
import type { Services } from "../services.ts";
import { findingView, objectivesOf } from "../views/finding-view.ts";
import { isoTime, isoTimeOrNull } from "../views/time.ts";
import { verdictView } from "../views/verdict-view.ts";
import { repairsOf } from "./repairs.ts";

/** A finding with the verdicts that it rests on, what it lowers and what its repair gains. */
export async function findingDetail(finding: Finding, services: Services): Promise<FindingDetail> {
  const { records, book, checksById, catalogs } = services;
  const { enterpriseId, assetId, checkId } = finding;
  const verdicts = await records.verdicts.list({ enterpriseId, checkId, ...(assetId === null ? {} : { assetId }) });
  const own = verdicts.filter((verdict) => verdict.assetId === assetId);
  const check = checksById.get(checkId);
  const none = { "zh-CN": "—", en: "—" };
  return {
    ...findingView(finding, await book.get(enterpriseId), checksById, services.clock.now()),
    rationale: check?.text.rationale ?? none,
    remediation: check?.text.remediation ?? none,
    references: [...(check?.references ?? [])],
    verdicts: own.toSorted(worstFirst).map((verdict) => verdictView(verdict, checksById)),
    objectives: objectivesOf(checkId, catalogs),
    ...(await measuresOf(finding, services)),
    addressClock: await addressClockOf(finding, services),
    gain: await gainOf(finding, services),
  };
}

/** The measures stated about a finding, and the severity that is left of it for the caps (scoring rule 11). */
async function measuresOf(finding: Finding, { records, clock }: Services): Promise<Pick<FindingDetail, "measures" | "capsAs">> {
  const { enterpriseId, assetId, checkId, severity } = finding;
  const attestations = await records.attestations.list(enterpriseId);
  const measures = attestations
    .filter(
      ({ about, state }) =>
        about.kind === "measure" && about.assetId === assetId && about.checkId === checkId && state !== "withdrawn",
    )
    .map(({ id, state, validUntil }) => ({
      attestationId: id,
      state,
      until: isoTimeOrNull(validUntil),
      inDate: state === "accepted" && validUntil !== null && clock.now() < validUntil,
    }))
    .sort((a, b) => Number(b.inDate) - Number(a.inDate));
  return { measures, capsAs: measures.some(({ inDate }) => inDate) ? oneStepLower(severity) : severity };
}

function worstFirst(a: Verdict, b: Verdict): number {
  return Number(b.status === "fail") - Number(a.status === "fail") || compareSeverity(a.severity, b.severity);
}

/** Only findings about address records have such a clock. */
async function addressClockOf(finding: Finding, { records, clock }: Services): Promise<FindingDetail["addressClock"]> {
  const { enterpriseId, checkId, firstSeen, status } = finding;
  const kind = kindOfCheck(checkId);
  if (kind === undefined) return null;
  const { settings = defaultRegisterSettings } = (await records.addressRegisters.current(enterpriseId)) ?? {};
  const workingDays = settings.updateWithinWorkingDays;
  const dueAt = afterWorkingDays(firstSeen, workingDays);
  const overdue = status !== "resolved" && clock.now() > dueAt;
  return { dueAt: isoTime(dueAt), workingDays, overdue, cutOffDemanded: demandsCutOff(kind) };
}

/** In the first catalogue that the check judges something in. */
async function gainOf({ enterpriseId, assetId, checkId, status }: Finding, services: Services): Promise<FindingDetail["gain"]> {
  const catalog = services.catalogs.find((one) => objectivesOf(checkId, [one]).length > 0);
  if (status === "resolved" || catalog === undefined) return null;
  const repairs = await repairsOf(enterpriseId, services, { catalogId: catalog.id, siteId: null });
  const repair = repairs.find((one) => one.assetId === assetId && one.checkId === checkId);
  return repair === undefined ? null : { alone: repair.gainAlone, together: repair.gainTogether };
}
