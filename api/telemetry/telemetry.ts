import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type Instant, second } from "../../model/instant.ts";
import { dropReasons, type SpoolReport, spoolStreams } from "../../model/spool.ts";

const requestBuckets = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const judgeBuckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];

/** Figures of the centre itself for Prometheus. No label names an enterprise or a device: `/metrics` asks for no login. */
export function createTelemetry(state: {
  storeOk(store: "records" | "metrics"): boolean;
  waitingJudgements(): number;
  lastBackupAt(): Promise<Instant | null>;
  /** What the spools of all collectors hold and had to drop, as last reported. */
  spools(): Promise<readonly SpoolReport[]>;
  now(): Instant;
}) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "plantwatch_store_up",
    help: "1 where the store took the last call",
    labelNames: ["store"] as const,
    registers,
    collect() {
      for (const store of ["records", "metrics"] as const) this.set({ store }, state.storeOk(store) ? 1 : 0);
    },
  });
  new Gauge({
    name: "plantwatch_judgements_waiting",
    help: "Enterprises with observations that are not judged yet",
    registers,
    collect() {
      this.set(state.waitingJudgements());
    },
  });
  new Gauge({
    name: "plantwatch_backup_age_seconds",
    help: "Time since the last backup; -1 where there never was one",
    registers,
    async collect() {
      const last = await state.lastBackupAt().catch(() => null);
      this.set(last === null ? -1 : (state.now() - last) / second);
    },
  });
  registerSpools(registers, state);
  return {
    registry,
    requests: new Histogram({
      name: "plantwatch_http_request_seconds",
      help: "Time to answer",
      labelNames: ["method", "route", "status"] as const,
      buckets: requestBuckets,
      registers,
    }),
    ingested: new Counter({
      name: "plantwatch_ingested_total",
      help: "Items that were stored",
      labelNames: ["stream"] as const,
      registers,
    }),
    rejected: new Counter({
      name: "plantwatch_rejected_total",
      help: "Items that were refused, by reason",
      labelNames: ["stream", "code"] as const,
      registers,
    }),
    judgement: new Histogram({
      name: "plantwatch_judgement_seconds",
      help: "Time to judge and score one enterprise",
      buckets: judgeBuckets,
      registers,
    }),
  };
}

/** Sums over all collectors. */
function registerSpools(
  registers: Registry[],
  { spools, now }: { spools(): Promise<readonly SpoolReport[]>; now(): Instant },
): void {
  const reports = () => spools().catch(() => []);
  new Gauge({
    name: "plantwatch_spool_items",
    help: "Items that wait in the spools of collectors",
    labelNames: ["stream"] as const,
    registers,
    async collect() {
      const all = await reports();
      for (const stream of spoolStreams)
        this.set(
          { stream },
          all.reduce((sum, report) => sum + report[stream], 0),
        );
    },
  });
  new Gauge({
    name: "plantwatch_spool_bytes",
    help: "Bytes that wait in the spools of collectors",
    registers,
    async collect() {
      this.set((await reports()).reduce((sum, { bytes }) => sum + bytes, 0));
    },
  });
  new Gauge({
    name: "plantwatch_spool_oldest_age_seconds",
    help: "Age of the oldest item in any spool",
    registers,
    async collect() {
      const oldest = (await reports()).flatMap(({ oldestAt }) => oldestAt ?? []);
      this.set(oldest.length === 0 ? 0 : (now() - Math.min(...oldest)) / second);
    },
  });
  new Gauge({
    name: "plantwatch_spool_dropped_total",
    help: "Items that spools had to drop since they were made, by reason",
    labelNames: ["stream", "reason"] as const,
    registers,
    async collect() {
      const dropped = (await reports()).flatMap((report) => report.dropped);
      for (const stream of spoolStreams) {
        for (const reason of dropReasons) {
          const of = dropped.filter((one) => one.stream === stream && one.reason === reason);
          this.set(
            { stream, reason },
            of.reduce((sum, { count }) => sum + count, 0),
          );
        }
      }
    },
  });
}

export type Telemetry = ReturnType<typeof createTelemetry>;
