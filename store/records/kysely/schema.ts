import type { Generated } from "kysely";
import type { DiscoveryTask } from "../../../model/discovery/task.ts";
import type { EventRecord } from "../../../model/event.ts";
import type { FindingStatus } from "../../../model/finding.ts";
import type { Outcome } from "../../../model/observation.ts";
import type { Severity } from "../../../model/severity.ts";
import type { ReceivedSubmission } from "../../../model/submission/registration.ts";
import type { SubmissionState } from "../../../model/submission/submission.ts";
import type { VerdictStatus } from "../../../model/verdict.ts";
import type { AttestationChange, DocumentRecord, DutyAssignment } from "../compliance-port.ts";
import type { CollectorKey, EnrolmentCode } from "../enrolment-port.ts";
import type { SavedView } from "../saved-view-port.ts";

/** Tables of the record store. Times are milliseconds; columns named here as texts of JSON are written by `encode`. */
export interface Tables {
  inventories: InventoriesTable;
  knownAssets: KnownAssetsTable;
  leftoverEndpoints: LeftoverEndpointsTable;
  assetSalts: AssetSaltsTable;
  inventoryBases: InventoryBasesTable;
  inventoryEdits: InventoryEditsTable;
  savedViews: SavedView;
  observations: ObservationsTable;
  observationHeads: ObservationHeadsTable;
  keptObservations: KeptObservationsTable;
  spools: SpoolsTable;
  tallies: TalliesTable;
  verdicts: VerdictsTable;
  verdictChanges: VerdictChangesTable;
  findings: FindingsTable;
  scores: ScoresTable;
  scoreLeaves: ScoreLeavesTable;
  scoreHeads: ScoreHeadsTable;
  events: EventsTable;
  auditEntries: AuditEntriesTable;
  collectors: CollectorsTable;
  stoppedSites: StoppedSitesTable;
  userGrants: UserGrantsTable;
  tokens: TokensTable;
  enrolmentCodes: EnrolmentCode;
  collectorKeys: CollectorKey;
  alertRules: VersionedTable;
  alertChannels: VersionedTable;
  alerts: { id: string; firedAt: number; resolvedAt: number | null; body: string };
  registrations: { id: string; creditCode: string; version: number; body: string };
  receivedSubmissions: ReceivedSubmissionsTable;
  submissions: SubmissionsTable;
  alertDeliveries: { id: string; at: number; state: string; nextAttemptAt: number; body: string };
  signInTries: { account: string; failed: number; lastFailedAt: number };
  takenCodes: { userId: string; code: string; takenAt: number };
  attestations: AttestationsTable;
  attestationVersions: AttestationVersionsTable;
  attestationNotices: AttestationNoticesTable;
  documents: DocumentRecord;
  attachedDocuments: AttachedDocumentsTable;
  dutyAssignments: DutyAssignment;
  classifications: ClassificationsTable;
  discoveryTasks: DiscoveryTasksTable;
  proposals: ProposalsTable;
  baselines: BaselinesTable;
  addressRegisters: AddressRegistersTable;
  addressSteps: { id: string; enterpriseId: string; doneAt: number; body: string };
  activities: { id: string; enterpriseId: string; heldAt: number; body: string };
  incidents: { id: string; enterpriseId: string; discoveredAt: number; version: number; body: string };
  reports: ReportsTable;
  reportFiles: { reportId: string; format: string; sha256: string };
  /** `newest` is 1 in the revision that holds; `body` is JSON of the ImportedAdvisory. */
  advisories: { id: string; number: number; newest: number; body: string };
  nameAliases: { id: string; at: number; body: string };
  advisoryState: AdvisoryStateTable;
  leases: { name: string; holder: string; fence: number; until: number };
  judgementRequests: JudgementRequestsTable;
  /** `version` counts the changes of a row; `body` is JSON of the Sighting. */
  sightings: { enterpriseId: string; key: string; firstSeen: number; lastSeen: number; version: number; body: string };
  settings: SettingsTable;
}

/** What centres ask of the one that judges an enterprise. */
interface JudgementRequestsTable {
  id: Generated<number>;
  enterpriseId: string;
  /** JSON of the ids of assets; null stands for all. */
  assetIds: string | null;
  at: number;
}

/** Things that people edit, guarded by a version. */
interface VersionedTable {
  id: string;
  version: number;
  /** JSON of the thing. */
  body: string;
}

/** Revisions, of every imported file the last; the highest is the current one. */
export interface InventoriesTable {
  enterpriseId: string;
  revision: number;
  source: string;
  hash: string;
  importedAt: number;
  /** JSON of the Inventory. */
  body: string;
}

/** Every asset that any revision named, as its last revision named it. */
export interface KnownAssetsTable {
  enterpriseId: string;
  assetId: string;
  revision: number;
  /** JSON of the Asset. */
  body: string;
}

/** What the inventory's file said when it was imported last; null where it was made on the page alone. */
export interface InventoryBasesTable {
  enterpriseId: string;
  source: string | null;
  hash: string | null;
  importedAt: number | null;
  /** JSON of the Inventory. */
  body: string | null;
  /** JSON of the Departures. */
  departures: string;
}

export interface InventoryEditsTable {
  id: Generated<number>;
  enterpriseId: string;
  revision: number;
  by: string;
  at: number;
  late: 0 | 1;
  /** JSON of the EditedValues. */
  changes: string;
}

export interface AssetSaltsTable {
  enterpriseId: string;
  assetId: string;
  salt: string;
}

export interface ObservationsTable {
  id: string;
  enterpriseId: string;
  assetId: string;
  endpointId: string;
  probe: string;
  at: number;
  validForSeconds: number;
  outcome: Outcome;
  /** JSON of the Reason. */
  reason: string | null;
  /** JSON of the facts. */
  facts: string | null;
  digest: string;
  lastSeen: number;
  timesSeen: number;
}

/** The newest row of every probe of every endpoint: whatever its outcome, and the newest that was answered. */
export interface ObservationHeadsTable {
  enterpriseId: string;
  assetId: string;
  endpointId: string;
  probe: string;
  kind: "any" | "answered";
  observationId: string;
  lastSeen: number;
}

/** Observations that something kept for ever rests on. */
export interface KeptObservationsTable {
  observationId: string;
}

export interface SpoolsTable {
  collectorId: string;
  spoolId: string;
  through: number;
  storedAt: number;
}

/** Sums over rows that are gone. */
export interface TalliesTable {
  name: "observations-pruned";
  value: number;
}

/** Endpoints that left the inventory, as they were last named. */
export interface LeftoverEndpointsTable {
  enterpriseId: string;
  assetId: string;
  endpointId: string;
  /** JSON of the Endpoint. */
  body: string;
}

export interface VerdictsTable {
  /** `verdictKey` */
  key: string;
  enterpriseId: string;
  assetId: string | null;
  checkId: string;
  status: VerdictStatus;
  severity: Severity;
  /** JSON of the Verdict. */
  body: string;
}

export interface VerdictChangesTable {
  id: Generated<number>;
  enterpriseId: string;
  assetId: string | null;
  checkId: string;
  before: VerdictStatus | null;
  status: VerdictStatus;
  severity: Severity;
  judgedAt: number;
  /** JSON of the Verdict after the change. */
  body: string;
}

export interface FindingsTable {
  id: string;
  checkId: string;
  enterpriseId: string;
  siteId: string | null;
  assetId: string | null;
  status: FindingStatus;
  severity: Severity;
  firstSeen: number;
  lastSeen: number;
  resolvedAt: number | null;
  acknowledgedBy: string | null;
  /** JSON of the Waiver. */
  waiver: string | null;
  /** JSON of the Rectification. */
  rectification: string | null;
  /** JSON of the ids of endpoints. */
  endpoints: string | null;
  version: number;
}

export interface ScoresTable {
  id: Generated<number>;
  enterpriseId: string;
  /** Empty for the whole enterprise, so that it can be compared. */
  siteKey: string;
  catalogId: string;
  /** From when on its numbers held. */
  since: number;
  /** When they were last reckoned. */
  at: number;
  demonstrated: number | null;
  potential: number | null;
  coverage: number | null;
  capAt: number | null;
  profileVersion: string;
  /** JSON of the ScoreCauses. */
  causes: string | null;
  /** SHA-256 over all its numbers. */
  numbers: string;
  /** SHA-256 over all but its time; null in rows of releases that kept the whole tree in `body`. */
  content: string | null;
  /** JSON of the Score, with the hashes of its leaves in place of them. */
  body: string;
}

/** Lines of pairs in a score, each set of them once. */
export interface ScoreLeavesTable {
  /** SHA-256 of the body. */
  hash: string;
  body: string;
}

/** The newest score of every subject. */
export interface ScoreHeadsTable {
  enterpriseId: string;
  siteKey: string;
  catalogId: string;
  scoreId: number;
}

export interface EventsTable {
  id: Generated<number>;
  at: number;
  kind: EventRecord["kind"];
  enterpriseId: string | null;
  assetId: string | null;
  checkId: string | null;
  severity: Severity | null;
  /** JSON of both texts. */
  text: string;
  refersTo: string | null;
}

export interface AuditEntriesTable {
  id: number;
  at: number;
  actor: string;
  action: string;
  target: string;
  /** JSON of the detail. */
  detail: string;
  hash: string;
}

export interface CollectorsTable {
  collectorId: string;
  /** JSON of the CollectorStatus. */
  status: string;
  lastHeard: number;
}

export interface StoppedSitesTable {
  enterpriseId: string;
  siteId: string;
  stoppedBy: string;
  at: number;
}

export interface UserGrantsTable {
  userId: string;
  /** JSON of the Grants. */
  grants: string;
}

export interface TokensTable {
  id: string;
  name: string;
  secretHash: string;
  /** JSON of the Grants. */
  grants: string;
  collectorId: string | null;
  createdBy: string;
  createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
}

export interface AttestationsTable {
  id: string;
  enterpriseId: string;
  version: number;
  /** JSON of the Attestation. */
  body: string;
}

/** Every version that anybody wrote, also those that came too late. */
export interface AttestationVersionsTable {
  id: Generated<number>;
  attestationId: string;
  change: AttestationChange;
  by: string;
  at: number;
  late: 0 | 1;
  /** JSON of the Attestation. */
  body: string;
}

/** What people were told about the end of an attestation. */
export interface AttestationNoticesTable {
  attestationId: string;
  notice: "expiring" | "expired";
  end: number;
}

/** Documents that any version of an attestation named, also one that came too late. */
export interface AttachedDocumentsTable {
  enterpriseId: string;
  sha256: string;
}

export interface ClassificationsTable {
  enterpriseId: string;
  version: number;
  /** JSON of the Classification. */
  body: string;
}

export interface BaselinesTable {
  enterpriseId: string;
  assetId: string;
  endpointId: string;
  probe: string;
  observationId: string;
  acceptedBy: string;
  reason: string;
  at: number;
}

/** Every version; the highest is the current one. */
export interface AddressRegistersTable {
  enterpriseId: string;
  version: number;
  source: string;
  sha256: string;
  by: string;
  at: number;
  count: number;
  /** JSON of the AddressRegister. */
  body: string;
}

export interface DiscoveryTasksTable {
  id: string;
  enterpriseId: string;
  collectorId: string;
  state: DiscoveryTask["state"];
  askedAt: number;
  /** JSON of the DiscoveryTask. */
  body: string;
}

export interface ProposalsTable {
  id: string;
  enterpriseId: string;
  url: string;
  foundAt: number;
  version: number;
  /** JSON of the Proposal. */
  body: string;
}

export interface ReportsTable {
  id: string;
  enterpriseId: string;
  catalogId: string;
  kind: string;
  language: string;
  version: number;
  madeAt: number;
  /** JSON of the ReportVersion. */
  body: string;
  /** JSON of the ReportDifferences. */
  differences: string;
}

/** Of the same bytes of a registration one is accepted at most. */
export interface ReceivedSubmissionsTable {
  id: string;
  registrationId: string;
  digest: string;
  verdict: ReceivedSubmission["verdict"];
  receivedAt: number;
  /** JSON of the ReceivedSubmission. */
  body: string;
}

export interface SubmissionsTable {
  id: string;
  /** Empty where it was received and is passed on. */
  enterpriseId: string;
  digest: string;
  state: SubmissionState;
  preparedAt: number;
  nextAttemptAt: number | null;
  version: number;
  /** JSON of the Submission. */
  body: string;
}

export interface SettingsTable {
  name: string;
  value: string;
}

/** One row; absent before the first change. */
export interface AdvisoryStateTable {
  id: string;
  revision: number;
  importedAt: number | null;
  maxAgeDays: number | null;
}
