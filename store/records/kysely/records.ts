import type { RecordStore } from "../port.ts";
import { accessRecords } from "./access.ts";
import { activityRecords } from "./activities.ts";
import { addressRegisterRecords } from "./address-registers.ts";
import { advisoryRecords } from "./advisories.ts";
import { alertRecords } from "./alerts.ts";
import { attestationRecords } from "./attestations.ts";
import { auditRecords } from "./audit.ts";
import { baselineRecords } from "./baselines.ts";
import { classificationRecords } from "./classifications.ts";
import { collectorRecords } from "./collectors.ts";
import type { Database } from "./database.ts";
import { discoveryTaskRecords } from "./discovery-tasks.ts";
import { documentRecords } from "./documents.ts";
import { dutyRecords } from "./duties.ts";
import { enrolmentRecords } from "./enrolments.ts";
import { eventRecords } from "./events.ts";
import { findingRecords } from "./findings.ts";
import { incidentRecords } from "./incidents.ts";
import { inventoryRecords } from "./inventories.ts";
import { inventoryEditRecords } from "./inventory-edits.ts";
import { judgementRecords } from "./judgements.ts";
import { judgementRequestRecords, leaseRecords } from "./leases.ts";
import { observationRecords } from "./observations.ts";
import { proposalRecords } from "./proposals.ts";
import { receivingRecords } from "./receiving.ts";
import { reportRecords } from "./reports.ts";
import { savedViewRecords } from "./saved-views.ts";
import { scoreRecords } from "./scores.ts";
import { settingRecords } from "./settings.ts";
import { sightingRecords } from "./sightings.ts";
import { signInGuardRecords } from "./sign-in-guard.ts";
import { submissionRecords } from "./submissions.ts";
import { verdictRecords } from "./verdicts.ts";

/** Everything of a record store that does not depend on the engine below. */
export function recordsOn(db: Database): Omit<RecordStore, "database" | "check" | "close"> {
  return {
    inventories: inventoryRecords(db),
    inventoryEdits: inventoryEditRecords(db),
    observations: observationRecords(db),
    verdicts: verdictRecords(db),
    findings: findingRecords(db),
    scores: scoreRecords(db),
    judgements: judgementRecords(db),
    events: eventRecords(db),
    audit: auditRecords(db),
    collectors: collectorRecords(db),
    access: accessRecords(db),
    enrolments: enrolmentRecords(db),
    alerts: alertRecords(db),
    signInGuard: signInGuardRecords(db),
    attestations: attestationRecords(db),
    documents: documentRecords(db),
    duties: dutyRecords(db),
    classifications: classificationRecords(db),
    discoveryTasks: discoveryTaskRecords(db),
    proposals: proposalRecords(db),
    baselines: baselineRecords(db),
    addressRegisters: addressRegisterRecords(db),
    activities: activityRecords(db),
    incidents: incidentRecords(db),
    reports: reportRecords(db),
    advisories: advisoryRecords(db),
    sightings: sightingRecords(db),
    submissions: submissionRecords(db),
    receiving: receivingRecords(db),
    savedViews: savedViewRecords(db),
    leases: leaseRecords(db),
    judgementRequests: judgementRequestRecords(db),
    settings: settingRecords(db),
  };
}
