import type { Dialect } from "kysely";
import type { ActivityRecords } from "./activity-port.ts";
import type { AddressRegisterRecords } from "./address-port.ts";
import type { AccessRecords, AuditRecords, CollectorRecords } from "./administration-port.ts";
import type { AdvisoryRecords } from "./advisory-port.ts";
import type { AlertRecords } from "./alerts-port.ts";
import type { AttestationRecords, ClassificationRecords, DocumentRecords, DutyRecords } from "./compliance-port.ts";
import type { DiscoveryTaskRecords, ProposalRecords } from "./discovery-port.ts";
import type { EnrolmentRecords } from "./enrolment-port.ts";
import type { BaselineRecords, EventRecords, InventoryRecords, ObservationRecords } from "./evidence-port.ts";
import type { IncidentRecords } from "./incident-port.ts";
import type { InventoryEditRecords } from "./inventory-edit-port.ts";
import type { FindingRecords, JudgementRecords, ScoreRecords, VerdictRecords } from "./judgement-port.ts";
import type { JudgementRequestRecords, LeaseRecords } from "./lease-port.ts";
import type { ReportRecords } from "./report-port.ts";
import type { SavedViewRecords } from "./saved-view-port.ts";
import type { SightingRecords } from "./sighting-port.ts";
import type { SignInGuardRecords } from "./sign-in-guard-port.ts";
import type { ReceivingRecords, SubmissionRecords } from "./submission-port.ts";

/**
 * Where everything that must survive is kept. Every method is atomic. A store that is full throws a Problem `store-full`, one
 * that is away `store-unavailable`; nothing of the call was kept then.
 */
export interface RecordStore {
  readonly inventories: InventoryRecords;
  readonly inventoryEdits: InventoryEditRecords;
  readonly observations: ObservationRecords;
  readonly verdicts: VerdictRecords;
  readonly findings: FindingRecords;
  readonly scores: ScoreRecords;
  readonly judgements: JudgementRecords;
  readonly events: EventRecords;
  readonly audit: AuditRecords;
  readonly collectors: CollectorRecords;
  readonly access: AccessRecords;
  readonly enrolments: EnrolmentRecords;
  readonly alerts: AlertRecords;
  readonly signInGuard: SignInGuardRecords;
  readonly attestations: AttestationRecords;
  readonly documents: DocumentRecords;
  readonly duties: DutyRecords;
  readonly classifications: ClassificationRecords;
  readonly discoveryTasks: DiscoveryTaskRecords;
  readonly proposals: ProposalRecords;
  readonly baselines: BaselineRecords;
  readonly addressRegisters: AddressRegisterRecords;
  readonly activities: ActivityRecords;
  readonly incidents: IncidentRecords;
  readonly reports: ReportRecords;
  readonly advisories: AdvisoryRecords;
  readonly sightings: SightingRecords;
  readonly submissions: SubmissionRecords;
  readonly receiving: ReceivingRecords;
  readonly savedViews: SavedViewRecords;
  readonly leases: LeaseRecords;
  readonly judgementRequests: JudgementRequestRecords;
  /** Small values by name: cursors, secrets of the installation. */
  readonly settings: { get(name: string): Promise<string | undefined>; set(name: string, value: string): Promise<void> };
  /** The database behind it, for the accounts library, which keeps its own tables there. */
  readonly database: { readonly dialect: Dialect; readonly type: "sqlite" | "postgres" };
  check(): Promise<void>;
  close(): Promise<void>;
}
