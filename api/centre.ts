import type { NatsConnection } from "@nats-io/transport-node";
import type { Hono } from "hono";
import { hour, minute, second } from "../model/instant.ts";
import { objectivesById } from "../posture/attestations/expiry.ts";
import { openAccounts } from "./accounts/open-accounts.ts";
import { noteOwnChange } from "./accounts/own-changes.ts";
import { createTokens, type IssuedToken, type NewToken } from "./accounts/tokens.ts";
import { AdvisoryShelf } from "./advisories/advisory-shelf.ts";
import { AlertWatch } from "./alerts/alert-watch.ts";
import { deliverDue } from "./alerts/deliver.ts";
import { dropUnattachedDaily } from "./attestations/drop-unattached.ts";
import { watchExpiries } from "./attestations/expiry-watch.ts";
import { backUpWhenDue, backupState } from "./backups/backups.ts";
import { natsUsers } from "./bus/nats-users.ts";
import { openBus } from "./bus/open-bus.ts";
import type { BusLimits } from "./bus/set-up.ts";
import { JudgingShare } from "./centres/judging-share.ts";
import { LeaseKeeper, prolongEvery } from "./centres/lease-keeper.ts";
import { TaskBoard } from "./discovery/task-board.ts";
import { assembleApp } from "./http/app.ts";
import type { CentreEnv } from "./http/env.ts";
import type { FileImport } from "./inventory/import-folder.ts";
import { InventoryBook } from "./inventory/inventory-book.ts";
import { InventoryImporter } from "./inventory/inventory-importer.ts";
import { Judge } from "./judging/judge-enterprise.ts";
import { JudgeQueue } from "./judging/judge-queue.ts";
import { exportMetrics } from "./judging/metric-export.ts";
import { Background } from "./live/background.ts";
import { CollectorWatch } from "./live/collector-watch.ts";
import { EventHub } from "./live/event-hub.ts";
import { storeRecovered, storeTroubled } from "./live/event-texts.ts";
import { pruneDaily } from "./live/prune-daily.ts";
import { Pulse } from "./live/pulse.ts";
import { ReportDesk } from "./reports/making/report-desk.ts";
import type { CentreSettings, Services } from "./services.ts";
import { Knocks } from "./submissions/knocks.ts";
import { signedBundles } from "./submissions/signed-bundles.ts";
import { type SubmissionEnv, submissionApp } from "./submissions/submission-app.ts";
import { submitDue } from "./submissions/submit-due.ts";
import { StorageHealth } from "./telemetry/storage-health.ts";
import { createTelemetry } from "./telemetry/telemetry.ts";

export interface Centre {
  /** Answers requests; the composition root listens for them. */
  readonly app: Hono<CentreEnv>;
  /** Starts what comes round by itself: judging for staleness and expiry, metrics from the records, watch over collectors. */
  start(): Promise<void>;
  /** Ends it and waits for what is under way. The stores stay open: who opened them closes them. */
  stop(): Promise<void>;
  /** Imports the inventory files of a folder and, once started, looks again for changes. Throws `inventory-unreadable`. */
  importInventories(folder: string): Promise<readonly FileImport[]>;
  /** Serves collectors over NATS as well, until `stop`; the connection stays open. Throws `bus-mismatch`. */
  serveOver(connection: NatsConnection, limits: BusLimits): Promise<void>;
  /**
   * Writes who may log in to NATS, now and whenever a collector is enrolled or revoked, here or at another centre; `write` gets a block of the
   * server's configuration. Throws what `write` throws now.
   */
  keepNatsUsers(centreKeys: readonly string[], write: (text: string) => Promise<void>): Promise<void>;
  /** A link that logs the first administrator in once; null where one has a password. In a demo there is always one. */
  firstAdministratorLink(): Promise<string | null>;
  /** One look at the alert rules, and what is due is sent; once started it comes round by itself. */
  lookAtAlerts(): Promise<void>;
  /** Answers what senders submit, where this installation is a tier that receives; the composition root listens for them. */
  readonly submissions: Hono<SubmissionEnv> | undefined;
  createToken(token: NewToken): Promise<IssuedToken>;
  /** The secret of a token for a collector; see `Tokens`. */
  issueCollectorToken(collectorId: string): Promise<string>;
}

const judgeEvery = 30 * second;
const shareLookEvery = second;
const eventLookEvery = second / 2;
const lookEvery = 10 * second;
const alertLookEvery = 15 * second;
const deliverEvery = 3 * second;
const usersLookEvery = 2 * second;
const maintainEvery = 5 * minute;
const backupLookEvery = minute;
const pruneLookEvery = hour;
const expiryLookEvery = 10 * minute;

/** Wires the centre over open stores; nothing runs by itself before `start`. */
export async function createCentre(settings: CentreSettings): Promise<Centre> {
  const { records, log, centreId = "centre" } = settings;
  const tokens = createTokens(records.access, settings.clock);
  const keeper = new LeaseKeeper(records.leases, centreId, settings.clock);
  // Two centres that begin at once would make tables and secrets beside each other.
  const accounts = await keeper.alone("accounts", () => openAccounts(tokens, settings));
  const { people } = accounts;
  const live = liveParts(settings);
  // From here on: a stream that opens misses nothing that comes after it.
  await live.hub.look();
  const queue: JudgeQueue = new JudgeQueue((enterpriseId, news) => share.judge(enterpriseId, news), log);
  const services: Services = {
    ...settings,
    ...live,
    bundles: settings.bundles ?? signedBundles(settings.catalogs),
    knocks: new Knocks(),
    startedAt: settings.clock.now(),
    tokens,
    ...accounts,
    reportDesk: new ReportDesk(settings),
    checksById: new Map(settings.checks.map((check) => [check.id, check])),
    objectives: objectivesById(settings.catalogs),
    telemetry: createTelemetry({
      storeOk: (store) => live.health.state(store).ok,
      lastBackupAt: async () => (await backupState(records.settings)).last?.at ?? null,
      spools: async () => (await records.collectors.all()).flatMap(({ status }) => status?.spool ?? []),
      now: () => settings.clock.now(),
      waitingJudgements: () => queue.waiting,
    }),
    judgeSoon: (enterpriseId, news, later) => queue.request(enterpriseId, news, later),
  };
  const share: JudgingShare = new JudgingShare(keeper, new Judge(services), { records, clock: settings.clock, centreId });
  const once = (work: () => Promise<void>) => () => keeper.only("rounds", work);
  const importer = new InventoryImporter(services);
  const alertWatch = new AlertWatch(services);
  const background = new Background(log);
  const closings: (() => Promise<void>)[] = [];

  return {
    app: assembleApp(services),
    submissions: settings.receiving && submissionApp(services, settings.receiving),
    async start() {
      await judgeAll(services, share);
      background.every(judgeEvery, "judging", () => judgeAll(services, share));
      background.every(prolongEvery, "leases", () => keeper.prolong());
      background.every(shareLookEvery, "left judgements", () => share.takeLeft(services.judgeSoon));
      background.every(eventLookEvery, "events", () => live.hub.look());
      background.every(lookEvery, "collectors", () => live.collectorWatch.look());
      background.every(
        lookEvery,
        "tasks",
        once(async () => void (await live.tasks.giveUpLost())),
      );
      background.every(
        lookEvery,
        "inventories",
        once(() => importer.look()),
      );
      background.every(
        lookEvery,
        "metrics",
        once(() => exportMetrics(services)),
      );
      background.every(
        alertLookEvery,
        "alerts",
        once(() => alertWatch.look()),
      );
      background.every(
        deliverEvery,
        "alert messages",
        once(() => deliverDue(services)),
      );
      background.every(
        deliverEvery,
        "submissions",
        once(() => submitDue(services)),
      );
      background.every(lookEvery, "stores", () => lookAfterStores(services));
      background.every(maintainEvery, "metric upkeep", () => maintainMetrics(services));
      background.every(
        backupLookEvery,
        "backups",
        once(() => backUpWhenDue(services)),
      );
      background.every(
        expiryLookEvery,
        "expiries",
        once(() => watchExpiries(services)),
      );
      background.every(
        pruneLookEvery,
        "pruning",
        once(() => pruneDaily(services)),
      );
      background.every(
        pruneLookEvery,
        "documents",
        once(() => dropUnattachedDaily(services)),
      );
    },
    async stop() {
      live.tasks.stop();
      await services.reportDesk.stop();
      await Promise.all(closings.map((close) => close()));
      await background.stop();
      await queue.stop();
      // Where the records are away, the leases run out by themselves.
      await keeper.releaseAll().catch(() => undefined);
    },
    async serveOver(connection, limits) {
      closings.push(await openBus(services, connection, limits));
    },
    async keepNatsUsers(centreKeys, write) {
      let written = "";
      const look = async () => {
        const text = natsUsers(centreKeys, await records.enrolments.keys());
        if (text !== written) await write(text);
        written = text;
      };
      await look();
      background.every(usersLookEvery, "NATS users", look);
    },
    importInventories: async (folder) => {
      const held = await keeper.hold("rounds");
      return held === undefined ? importer.note(folder) : importer.add(folder);
    },
    async firstAdministratorLink() {
      const link = await people.firstAdministratorLink(settings.demo);
      if (link !== null) await noteOwnChange(settings, "user.link", "administrator");
      return link;
    },
    async lookAtAlerts() {
      await alertWatch.look();
      await deliverDue(services);
    },
    async createToken(token) {
      const issued = await tokens.create(token);
      await noteOwnChange(settings, "token.create", issued.token.name, { id: issued.token.id, grants: token.grants });
      return issued;
    },
    async issueCollectorToken(collectorId) {
      const secret = await tokens.issueForCollector(collectorId);
      await noteOwnChange(settings, "token.create", `collector:${collectorId}`);
      return secret;
    },
  };
}

/** What is kept at hand beside the stores, and how trouble of the stores is told. */
function liveParts({ records, clock, log }: CentreSettings) {
  const hub = new EventHub(records.events, records.database.type === "postgres");
  const health = new StorageHealth(clock, (store, { code, message }) => {
    log[code === null ? "info" : "error"](
      { store, code, reason: message },
      code === null ? "a store works again" : "a store fails",
    );
    const at = clock.now();
    const event = code === null ? storeRecovered(store, at) : storeTroubled(store, code, message ?? "", at);
    // Where the records themselves are away the event cannot be kept; the log has it.
    hub.publish([event]).catch(() => undefined);
  });
  return {
    hub,
    health,
    book: new InventoryBook(records.inventories, clock),
    advisories: new AdvisoryShelf(records.advisories),
    pulse: new Pulse(),
    collectorWatch: new CollectorWatch(hub, clock, records.collectors),
    tasks: new TaskBoard(records.discoveryTasks, clock),
  };
}

/** Asks for all enterprises that this centre judges, and takes the pulse of the others by what is stored of them. */
async function judgeAll({ book, judgeSoon, pulse, records }: Services, share: JudgingShare): Promise<void> {
  const { own, others } = await share.divide((await book.all()).map(({ id }) => id));
  for (const id of own) judgeSoon(id);
  for (const id of others) {
    const signs = await records.observations.signsOfLife(id);
    pulse.take(
      id,
      Map.groupBy(signs, ({ assetId }) => assetId),
      "all",
    );
  }
}

function maintainMetrics({ metrics, health, clock }: Services): Promise<void> {
  return health.watchUpkeep("metrics", () => metrics.maintain(clock.now()));
}

/** A store that failed is asked again until it works, also where nobody else calls it. */
async function lookAfterStores({ records, metrics, health }: Services): Promise<void> {
  for (const [name, store] of [
    ["records", records],
    ["metrics", metrics],
  ] as const) {
    if (!health.state(name).ok) await health.watch(name, () => store.check());
  }
}
