import type { Api } from "../http/env.ts";
import type { Services } from "../services.ts";
import { accountSessionRoutes } from "./account-sessions.ts";
import { activityRoutes } from "./activities.ts";
import { addressRoutes } from "./addresses.ts";
import { advisoryRoutes } from "./advisories.ts";
import { alertRoutes } from "./alerts.ts";
import { assetRoutes } from "./assets.ts";
import { attestationRoutes } from "./attestations.ts";
import { auditRoutes } from "./audit.ts";
import { baselineRoutes } from "./baselines.ts";
import { catalogRoutes } from "./catalogs.ts";
import { checkRoutes } from "./checks.ts";
import { claimImportRoutes } from "./claim-import.ts";
import { classificationRoutes } from "./classification.ts";
import { collectorTaskRoutes } from "./collector-tasks.ts";
import { collectorRoutes } from "./collectors.ts";
import { discoveryRoutes } from "./discovery.ts";
import { documentRoutes } from "./documents.ts";
import { dutyRoutes } from "./duties.ts";
import { enrolmentRoutes } from "./enrolments.ts";
import { enterpriseRoutes } from "./enterprises.ts";
import { eventRoutes } from "./events.ts";
import { findingRoutes } from "./findings.ts";
import { incidentRoutes } from "./incidents.ts";
import { ingestRoutes } from "./ingest.ts";
import { inventoryRoutes } from "./inventory.ts";
import { ledgerRoutes } from "./ledger.ts";
import { matrixRoutes } from "./matrix.ts";
import { metricRoutes } from "./metrics.ts";
import { observationRoutes } from "./observations.ts";
import { overviewRoutes } from "./overview.ts";
import { passkeyRoutes } from "./passkeys.ts";
import { proposalRoutes } from "./proposals.ts";
import { receivingRoutes } from "./receiving.ts";
import { reportBundleRoutes } from "./report-bundles.ts";
import { reportRoutes } from "./reports.ts";
import { savedViewRoutes } from "./saved-views.ts";
import { scoreRoutes } from "./scores.ts";
import { searchRoutes } from "./search.ts";
import { secondFactorRoutes } from "./second-factor.ts";
import { sessionRoutes } from "./session.ts";
import { sightingRoutes } from "./sightings.ts";
import { simulationRoutes } from "./simulation.ts";
import { siteRoutes } from "./sites.ts";
import { submissionRoutes } from "./submissions.ts";
import { systemRoutes } from "./system.ts";
import { timelineRoutes } from "./timeline.ts";
import { tokenRoutes } from "./tokens.ts";
import { userRoutes } from "./users.ts";
import { verdictRoutes } from "./verdicts.ts";

/** Every route under `/api/v1`; a new noun is its file and its line here. */
export function allRoutes(services: Services): readonly Api[] {
  return [
    sessionRoutes,
    secondFactorRoutes,
    passkeyRoutes,
    accountSessionRoutes,
    systemRoutes,
    enterpriseRoutes,
    scoreRoutes,
    inventoryRoutes,
    savedViewRoutes,
    assetRoutes,
    baselineRoutes,
    observationRoutes,
    verdictRoutes,
    findingRoutes,
    ledgerRoutes,
    attestationRoutes,
    claimImportRoutes,
    documentRoutes,
    dutyRoutes,
    matrixRoutes,
    overviewRoutes,
    searchRoutes,
    classificationRoutes,
    reportRoutes,
    reportBundleRoutes,
    incidentRoutes,
    addressRoutes,
    activityRoutes,
    advisoryRoutes,
    checkRoutes,
    catalogRoutes,
    metricRoutes,
    eventRoutes,
    timelineRoutes,
    alertRoutes,
    collectorRoutes,
    enrolmentRoutes,
    collectorTaskRoutes,
    discoveryRoutes,
    sightingRoutes,
    proposalRoutes,
    siteRoutes,
    simulationRoutes,
    ingestRoutes,
    submissionRoutes,
    receivingRoutes,
    auditRoutes,
    tokenRoutes,
    userRoutes,
  ].map((routes) => routes(services));
}
