import { day, hour, type Instant, minute } from "../../model/instant.ts";
import { type FieldType, type MetricPoint, measurements } from "../../model/metric.ts";
import { severities } from "../../model/severity.ts";
import { chance, chanceBetween } from "../../simulators/random.ts";

/** What a small fleet writes in a week: quiet days, a device that falls silent, a restart, a burst of rejected sessions. */

interface PlantAsset {
  readonly id: string;
  readonly site: string;
  readonly protocol: "opcua" | "modbus";
  /** Answers no more for the last two hours. */
  readonly silent?: boolean;
}

interface Plant {
  readonly id: string;
  readonly sites: readonly string[];
  readonly assets: readonly PlantAsset[];
}

const plants: readonly Plant[] = [
  {
    id: "pharma",
    sites: ["main"],
    assets: [
      { id: "mes-1", site: "main", protocol: "opcua" },
      { id: "reactor-1", site: "main", protocol: "opcua" },
      { id: "meter-1", site: "main", protocol: "modbus", silent: true },
    ],
  },
  {
    id: "waterworks",
    sites: ["east", "west"],
    assets: [
      { id: "scada-1", site: "east", protocol: "opcua" },
      { id: "pump-1", site: "east", protocol: "modbus" },
      { id: "pump-2", site: "west", protocol: "modbus", silent: true },
      { id: "valve-1", site: "west", protocol: "modbus" },
    ],
  },
];
const collectors = ["c1", "c2"];
const checks = ["opcua.mode-none", "opcua.anonymous-read", "modbus.cleartext", "network.undeclared-port"];
const statusCodes = [0, 1, 2, 3];

const pollStep = 10 * minute;
const stateStep = 30 * minute;

export interface WeekSettings {
  readonly seed: number;
  /** End of the week. */
  readonly now: Instant;
  /** Ids of tasks and controls under the enterprise's own node. */
  readonly nodes: readonly string[];
}

/** Every point of the week before `now`; the same for the same settings. */
export function simulatedWeek(settings: WeekSettings): readonly MetricPoint[] {
  return [
    ...moments(settings.now, pollStep).flatMap((at) => polled(settings, at)),
    ...moments(settings.now, stateStep).flatMap((at) => judged(settings, at)),
  ];
}

/** The line protocol form of a point; names and tags here need no escapes. */
export function lineOf({ measurement, tags, fields, at }: MetricPoint): string {
  const types: Readonly<Record<string, FieldType>> = measurements[measurement].fields;
  const written = Object.entries(fields).map(([name, value]) => {
    if (types[name] === "string") return `${name}=${JSON.stringify(value)}`;
    return types[name] === "integer" ? `${name}=${value}i` : `${name}=${value}`;
  });
  const tagged = Object.entries(tags).map(([name, value]) => `,${name}=${value}`);
  return `${measurement}${tagged.join("")} ${written.join(",")} ${at}`;
}

function moments(now: Instant, step: number): readonly Instant[] {
  const last = now - (now % step);
  const count = Math.floor((7 * day) / step);
  return Array.from({ length: count }, (_, index) => last - (count - 1 - index) * step);
}

/** What collectors write. */
function polled(settings: WeekSettings, at: Instant): MetricPoint[] {
  const assets = plants.flatMap((plant) => plant.assets.map((asset) => ({ plant: plant.id, ...asset })));
  return [
    ...assets.flatMap((asset) => pollOf(settings, asset, at)),
    ...collectors.map((collector) => collectorPoint(settings, collector, at)),
  ];
}

function pollOf({ seed, now }: WeekSettings, asset: PlantAsset & { plant: string }, at: Instant): MetricPoint[] {
  const { plant, id, site, protocol } = asset;
  const place = { enterprise: plant, site, asset: id };
  const random = (...parts: readonly (string | number)[]) => chance(seed, plant, id, at, ...parts);
  const answers = !(asset.silent === true && at > now - 2 * hour) && random("up") > 0.01;
  const poll: MetricPoint = {
    measurement: "poll",
    tags: { ...place, endpoint: "e1", protocol },
    fields: {
      up: answers ? 1 : 0,
      latency_ms: 4 + random("latency") * 20,
      bytes_in: answers ? chanceBetween(400, 900, seed, id, at) : 0,
      bytes_out: 300,
      requests: answers ? 6 : 1,
      ...(answers ? {} : { error: "connect-timeout" }),
    },
    at,
  };
  if (!answers) return [poll];
  const signals = ["level", "flow"].map(
    (signal): MetricPoint => ({
      measurement: "signal",
      tags: { ...place, signal },
      fields: { value: 50 + 20 * Math.sin(at / (6 * hour)) + random(signal), good: signal === "flow" && id === "pump-1" ? 0 : 1 },
      at,
    }),
  );
  return [poll, ...signals, { measurement: "security", tags: place, fields: counters({ seed, now }, asset, at), at }];
}

/** Counters only grow, but for one restart in the middle of the week. */
function counters(
  { seed, now }: Pick<WeekSettings, "seed" | "now">,
  { id, protocol }: PlantAsset,
  at: Instant,
): Record<string, number> {
  const restart = now - 3 * day;
  const age = at < restart ? at - (now - 30 * day) : at - restart;
  const grown = (perDay: number) => Math.floor((age / day) * perDay);
  if (protocol === "modbus") {
    return {
      exceptions: grown(24),
      bus_messages: grown(8000),
      bus_communication_errors: grown(30),
      server_messages: grown(7900),
      server_no_responses: grown(40),
    };
  }
  const burst = at > now - 6 * hour ? Math.floor((at - (now - 6 * hour)) / minute) : 0;
  return {
    rejected_sessions: grown(24) + burst,
    rejected_requests: grown(48),
    security_rejected_sessions: grown(24) + burst,
    security_rejected_requests: grown(24),
    current_sessions: chanceBetween(1, 4, seed, id, at, "sessions"),
    cumulated_sessions: grown(96),
    current_subscriptions: chanceBetween(0, 3, seed, id, at, "subscriptions"),
    session_timeouts: grown(12),
    session_aborts: grown(12),
    clock_skew_ms: 1000 * Math.sin(at / day),
  };
}

function collectorPoint({ seed, now }: WeekSettings, collector: string, at: Instant): MetricPoint {
  const week = 1 - (now - at) / (7 * day);
  return {
    measurement: "collector",
    tags: { collector },
    fields: {
      lateness_ms: 5 + 40 * chance(seed, collector, at),
      in_flight: chanceBetween(0, 6, seed, collector, at, "flight"),
      spool_bytes: chanceBetween(0, 500_000, seed, collector, at, "spool"),
      spool_age_ms: 30_000 * chance(seed, collector, at, "age"),
      spool_dropped: Math.floor((at - (now - 7 * day)) / day) * 3,
      rss_bytes: 90_000_000 + chanceBetween(0, 9_000_000, seed, collector, at, "memory"),
      retried: Math.floor(week * 60),
      rejected: Math.floor(week * 90),
    },
    at,
  };
}

/** What the centre writes. */
function judged(settings: WeekSettings, at: Instant): MetricPoint[] {
  return plants.flatMap((plant) => [
    ...verdictPoints(plant, at),
    ...[undefined, ...plant.sites].flatMap((site) => [
      ...posturePoints(settings, plant.id, site, at),
      ...findingPoints(plant.id, site, at),
    ]),
  ]);
}

function verdictPoints({ id: enterprise, assets }: Plant, at: Instant): MetricPoint[] {
  const ofAssets = assets.flatMap(({ id: asset, site }, index) =>
    checks.map((check, number): MetricPoint => {
      const status = statusCodes[(index + number) % statusCodes.length] ?? 0;
      return { measurement: "verdict", tags: { enterprise, site, asset, check }, fields: { status }, at };
    }),
  );
  return [...ofAssets, { measurement: "verdict", tags: { enterprise, check: "inventory.no-owner" }, fields: { status: 3 }, at }];
}

function posturePoints(
  { seed, now, nodes }: WeekSettings,
  enterprise: string,
  site: string | undefined,
  at: Instant,
): MetricPoint[] {
  const progress = 1 - (now - at) / (7 * day);
  return ["enterprise", ...nodes].map((node) => {
    const demonstrated = 30 + 20 * chance(seed, enterprise, site ?? "", node) + 10 * progress;
    return {
      measurement: "posture",
      tags: { enterprise, ...(site === undefined ? {} : { site }), catalog: "miit", node },
      fields: { demonstrated, potential: demonstrated + 30, coverage: 55 + 10 * progress },
      at,
    };
  });
}

function findingPoints(enterprise: string, site: string | undefined, at: Instant): MetricPoint[] {
  return severities.map((severity, index) => ({
    measurement: "findings",
    tags: { enterprise, ...(site === undefined ? {} : { site }), severity },
    fields: { open: index + 1, waived: index % 2 },
    at,
  }));
}
