import { createHash, X509Certificate } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { type Clock, second } from "../model/instant.ts";
import { describeError } from "../model/problem.ts";
import { droppedOf, type SpoolLimits } from "../model/spool.ts";
import { type Assignment, assignmentSchema, type CollectorStatus } from "../model/wire/batches.ts";
import { Sweeper } from "./discovery/sweeper.ts";
import { TaskRunner } from "./discovery/task-runner.ts";
import { Turns } from "./discovery/turns.ts";
import type { ClientIdentity } from "./drivers/define.ts";
import { identityOnDemand, loadOrMakeIdentity } from "./identity/client-identity.ts";
import { createCeiling } from "./schedule/ceiling.ts";
import type { Outcome } from "./schedule/outcome.ts";
import { Schedule } from "./schedule/schedule.ts";
import { createKeeper } from "./spool/keeper.ts";
import { openSpool, type Spool } from "./spool/spool.ts";
import type { TaskUplink, Uplink } from "./uplink/port.ts";
import { pause, type ShipperCounts, ship } from "./uplink/shipper.ts";

export interface CollectorSettings {
  readonly id: string;
  readonly dataFolder: string;
  /** The collector's own ceiling: addresses, ranges and host names that it may ever contact. */
  readonly mayContact: readonly string[];
  readonly version: string;
  /** How often the centre is asked for a new assignment, and told how the collector is. */
  readonly reportIntervalMs?: number;
  readonly startSpreadMs?: number;
  /** How much the spool may hold, and what gives way; see `defaultSpoolLimits`. */
  readonly spool?: SpoolLimits | undefined;
}

export interface CollectorPorts {
  readonly uplink: Uplink;
  /** Without it the collector does what its assignment says and nothing that people ask for in between. */
  readonly tasks?: TaskUplink;
  readonly clock: Clock;
  readonly log: Logger;
  /** Passwords of devices by the name that the inventory gives; usually of an environment variable. */
  secret(name: string): string | undefined;
}

export interface Collector {
  stop(): Promise<void>;
  readonly schedule: Schedule;
}

const maxObservationsPerBatch = 200;
const maxSamplesPerBatch = 1000;

/** Starts polling what the centre assigns, spooling what comes back and shipping the spool. */
export async function startCollector(settings: CollectorSettings, ports: CollectorPorts): Promise<Collector> {
  const { uplink, tasks, clock, log, secret } = ports;
  await mkdir(settings.dataFolder, { recursive: true, mode: 0o700 });
  const identityFolder = join(settings.dataFolder, "identity");
  const identity = await loadOrMakeIdentity(identityFolder, settings.id, "client");
  const spool = await openSpool(join(settings.dataFolder, "spool.sqlite"), { clock, limits: settings.spool });
  const counts: ShipperCounts = { retried: 0, rejected: 0 };
  const keeper = createKeeper(spool, log);
  const means = {
    mayContact: createCeiling(settings.mayContact),
    services: {
      clock,
      identity,
      strangerIdentity: identityOnDemand(identityFolder, settings.id, "stranger"),
      secret,
    },
    clock,
    log,
    startSpreadMs: settings.startSpreadMs ?? 10 * second,
    deliver: keeper.keep,
  };
  const schedule = new Schedule(means);
  const turns = new Turns();
  const sweeper = new Sweeper({ ...means, turns });
  const runner = tasks && new TaskRunner({ ...means, turns, schedule, sweeper, uplink: tasks });

  const abort = new AbortController();
  const asking = new AbortController();
  const { signal } = abort;
  const head = { collectorId: settings.id, spoolId: spool.id };
  const loops = [
    ship({
      stream: spool.observations,
      batchSize: maxObservationsPerBatch,
      deliver: (items) =>
        uplink.deliverObservations({ ...head, items: items.map(({ seq, item }) => ({ seq, observation: item })) }),
      counts,
      signal,
      log: log.child({ stream: "observations" }),
    }),
    ship({
      stream: spool.samples,
      batchSize: maxSamplesPerBatch,
      deliver: (items) => uplink.deliverSamples({ ...head, items: items.map(({ seq, item }) => ({ seq, point: item })) }),
      counts,
      signal,
      log: log.child({ stream: "samples" }),
    }),
    followAssignment({
      settings,
      uplink,
      schedule,
      spool,
      counts,
      identity,
      clock,
      log,
      signal,
      keep: keeper.keep,
      assigned: (assignment) => {
        uplink.assigned?.(assignment);
        sweeper.assign(assignment);
        runner?.assign(assignment);
      },
    }),
    ...(runner === undefined ? [] : [runner.run(asking.signal)]),
  ];

  return {
    schedule,
    async stop() {
      asking.abort();
      await Promise.all([schedule.stop(), sweeper.stop()]);
      await keeper.settled();
      abort.abort();
      await Promise.all(loops);
      await spool.close();
    },
  };
}

interface Follower {
  readonly settings: CollectorSettings;
  readonly uplink: Uplink;
  readonly schedule: Schedule;
  /** Told of every assignment beside the schedule. */
  readonly assigned: (assignment: Assignment) => void;
  readonly spool: Spool;
  readonly counts: ShipperCounts;
  readonly identity: ClientIdentity;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly keep: (outcome: Outcome) => void;
}

/** Asks for the assignment and reports, again and again; with the centre away the last assignment on disk is polled. */
async function followAssignment(follower: Follower): Promise<void> {
  const { settings, uplink, schedule, clock, log, signal } = follower;
  const file = join(settings.dataFolder, "assignment.json");
  const startedAt = clock.now();
  let revision: string | undefined;

  const takeOver = async (assignment: Assignment): Promise<void> => {
    await schedule.assign(assignment);
    follower.assigned(assignment);
    revision = assignment.revision;
  };
  const kept = await readAssignment(file, log);
  if (kept !== undefined) await takeOver(kept);

  while (!signal.aborted) {
    try {
      const assignment = await uplink.fetchAssignment(revision);
      if (assignment !== undefined && !signal.aborted) {
        await takeOver(assignment);
        await writeFile(`${file}.new`, JSON.stringify(assignment));
        await rename(`${file}.new`, file);
        log.info({ revision, endpoints: schedule.state().endpoints }, "took over a new assignment");
      }
      const status = await statusOf(follower, startedAt, revision);
      follower.keep({ observation: undefined, points: [ownPoint(status, follower.counts)] });
      await uplink.report(status);
    } catch (error) {
      if (!signal.aborted)
        log.warn({ error: describeError(error) }, "the centre is away; polling goes on with the last assignment");
    }
    await pause(settings.reportIntervalMs ?? 5 * second, signal);
  }
}

async function readAssignment(file: string, log: Logger): Promise<Assignment | undefined> {
  try {
    return assignmentSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) {
      log.warn({ file, error: describeError(error) }, "the kept assignment cannot be read; waiting for the centre");
    }
    return undefined;
  }
}

async function statusOf(follower: Follower, startedAt: number, revision: string | undefined): Promise<CollectorStatus> {
  const { settings, schedule, spool, identity, clock } = follower;
  const state = schedule.state();
  const spooled = await spool.report();
  const certificate = new X509Certificate(identity.certificatePem);
  return {
    collectorId: settings.id,
    version: settings.version,
    startedAt,
    at: clock.now(),
    ...(revision === undefined ? {} : { assignmentRevision: revision }),
    endpoints: state.endpoints,
    inFlight: state.inFlight,
    latenessP50: state.latenessP50,
    latenessP99: state.latenessP99,
    spoolItems: spooled.observations + spooled.samples,
    spoolBytes: spooled.bytes,
    spool: spooled,
    rssBytes: process.memoryUsage.rss(),
    refusedEndpoints: [...state.refused],
    resting: [...state.resting],
    certificate: {
      sha256: createHash("sha256").update(certificate.raw).digest("hex"),
      subject: certificate.subject,
      notAfter: new Date(certificate.validTo).toISOString(),
      pem: identity.certificatePem,
    },
  };
}

function spoolFields({ spool, at }: CollectorStatus): Readonly<Record<string, number>> {
  if (spool === undefined) return {};
  return { spool_dropped: droppedOf(spool), spool_age_ms: Math.max(0, at - (spool.oldestAt ?? at)) };
}

function ownPoint(status: CollectorStatus, counts: ShipperCounts): Outcome["points"][number] {
  return {
    measurement: "collector",
    tags: { collector: status.collectorId },
    fields: {
      lateness_ms: status.latenessP99,
      in_flight: status.inFlight,
      spool_bytes: status.spoolBytes,
      ...spoolFields(status),
      rss_bytes: status.rssBytes,
      retried: counts.retried,
      rejected: counts.rejected,
    },
    at: status.at,
  };
}
