import type { Logger } from "pino";
import type { Catalog } from "../catalogs/catalog.ts";
import type { Clock, Instant } from "../model/instant.ts";
import type { FoundObjective } from "../posture/attestations/expiry.ts";
import type { Check } from "../posture/checks/define.ts";
import type { DocumentStore } from "../store/documents/port.ts";
import type { MetricStore } from "../store/metrics/port.ts";
import type { RecordStore } from "../store/records/port.ts";
import type { SecondFactorRule } from "./accounts/assurance.ts";
import type { Accounts } from "./accounts/open-accounts.ts";
import type { Tokens } from "./accounts/tokens.ts";
import type { AdvisoryShelf } from "./advisories/advisory-shelf.ts";
import type { BackupPlan } from "./backups/plan.ts";
import type { TaskBoard } from "./discovery/task-board.ts";
import type { InventoryBook } from "./inventory/inventory-book.ts";
import type { News } from "./judging/judge-queue.ts";
import type { CollectorWatch } from "./live/collector-watch.ts";
import type { EventHub } from "./live/event-hub.ts";
import type { Pulse } from "./live/pulse.ts";
import type { SigningKey } from "./reports/bundle/signing/signing-key.ts";
import type { ReportDesk } from "./reports/making/report-desk.ts";
import type { Simulation } from "./simulation/port.ts";
import type { Knocks } from "./submissions/knocks.ts";
import type { Authority, Bundles, ReceivingTier } from "./submissions/port.ts";
import type { StorageHealth } from "./telemetry/storage-health.ts";
import type { Telemetry } from "./telemetry/telemetry.ts";

/** What the centre is made from; the composition root opens the stores and hands them over. */
export interface CentreSettings {
  readonly records: RecordStore;
  readonly metrics: MetricStore;
  readonly documents: DocumentStore;
  /** The catalogues that are switched on. */
  readonly catalogs: readonly Catalog[];
  readonly checks: readonly Check[];
  /** Which of the centres on these records this is: the same after a restart. Absent: there is no other. */
  readonly centreId?: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly version: string;
  readonly demo: boolean;
  /** Whether roles of people count only after a second factor; programs have their tokens. */
  readonly secondFactorRule: SecondFactorRule;
  /** Folder of the built pages; absent: no pages are served. */
  readonly webRoot?: string;
  /** The address under which people open the pages, without a path. */
  readonly baseUrl: string;
  /** Folder of OpenPGP keys of publishers of advisories; absent: no signature is known to hold. */
  readonly advisoryKeys?: string;
  /** Addresses and ranges of proxies whose X-Forwarded-For is believed; absent: none. */
  readonly trustedProxies?: readonly string[];
  /** How backups are made; absent: by hand alone. */
  readonly backups?: BackupPlan;
  /** Runs simulated plants for testers; absent: this installation runs none. */
  readonly simulation?: Simulation | undefined;
  /** Reads and checks bundles of reports; absent: as Plantwatch makes and signs them. */
  readonly bundles?: Bundles;
  /** The tier to which reports are submitted; absent: none is configured. */
  readonly authority?: Authority | undefined;
  /** The keys by which people sign reports here; absent: none. */
  readonly signingKeys?: readonly SigningKey[];
  /** Where this installation receives submissions as a tier itself. */
  readonly receiving?: ReceivingTier | undefined;
}

/** Everything that routes and background work share. */
export interface Services extends CentreSettings, Accounts {
  readonly checksById: ReadonlyMap<string, Check>;
  /** Objectives of every catalogue that is on. */
  readonly objectives: ReadonlyMap<string, FoundObjective>;
  /** When this centre was opened. */
  readonly startedAt: Instant;
  readonly book: InventoryBook;
  /** Imported advisories, one copy for all who compare with them. */
  readonly advisories: AdvisoryShelf;
  readonly hub: EventHub;
  readonly pulse: Pulse;
  readonly collectorWatch: CollectorWatch;
  /** What people ask collectors to look at. */
  readonly tasks: TaskBoard;
  /** Makes reports. */
  readonly reportDesk: ReportDesk;
  readonly health: StorageHealth;
  readonly telemetry: Telemetry;
  readonly bundles: Bundles;
  /** Certificates that were turned away where submissions are received. */
  readonly knocks: Knocks;
  readonly tokens: Tokens;
  /**
   * Asks for an enterprise to be judged soon; returns at once. `news` names the assets that were heard from, where nothing else
   * has changed; `later` may be said where they told nothing that they had not told before.
   */
  readonly judgeSoon: (enterpriseId: string, news?: News, later?: boolean) => void;
}
