import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import type { Outcome } from "../../collector/schedule/outcome.ts";
import { Schedule } from "../../collector/schedule/schedule.ts";
import { second, systemClock } from "../../model/instant.ts";
import type { Assignment } from "../../model/wire/batches.ts";
import { measure, print } from "./measure.ts";
import { type Group, type OpcuaPlants, startPlants } from "./opcua-plants.ts";

/** Discovery, channel, session and access. */
const probes = 4;
const intervals = { "opcua.session": "2s" };
const strangersIn = ["none-offered", "anonymous-read"];
const wellBehaved: readonly Group[] = [
  { id: "open", profile: "opcua/secured-server", count: 100, weaknesses: strangersIn, intervals },
  { id: "strict", profile: "opcua/secured-server", count: 100, intervals },
];
/** They are asked as often as they can be, so that there is always one at work. */
const often = { "opcua.discovery": "1s", "opcua.channel": "1s", "opcua.session": "1s", "opcua.access": "1s" };
const hostile: readonly Group[] = [
  { id: "floods", profile: "hostile/flood", count: 2, intervals: often },
  { id: "silent", profile: "hostile/silent", count: 2, intervals: often },
  { id: "drips", profile: "hostile/drip", count: 2, intervals: often },
  ...["sessions-cut", "references-loop", "nodes-100000"].map((weakness) => ({
    id: weakness,
    profile: "opcua/secured-server",
    count: 2,
    weaknesses: [...strangersIn, weakness],
    intervals: often,
  })),
];
/** The schedule's own figures speak of the last minute. */
const watched = 62 * second;
const longestAssessment = 300 * second;

/** 200 OPC UA servers assessed in one run, then kept under watch, alone and beside peers that mean to hurt a collector. */
export async function benchOpcuaFleet(): Promise<void> {
  const well = await startPlants(wellBehaved, 22_000);
  const bad = await startPlants(hostile, 23_000);
  const seen: Outcome[] = [];
  const seenBeside: Outcome[] = [];
  const schedule = scheduleFor(well, seen);
  const beside = scheduleFor(bad, seenBeside);
  try {
    await assessAll(schedule, well, seen);
    await sleep(watched);
    print(`  then every session probe again each ${intervals["opcua.session"]}: lateness ${lateness(schedule)}`);
    await beside.assign(assignmentOf(bad));
    await sleep(watched);
    const runs = [...Map.groupBy(seenBeside, ({ observation }) => observation?.enterpriseId ?? "")];
    print(
      `  the same beside hostile peers (${runs.map(([id, all]) => `${id} ${all.length} runs`).join(", ")}): lateness ${lateness(schedule)}`,
    );
  } finally {
    await Promise.all([schedule.stop(), beside.stop()]);
    await Promise.all([well.stop(), bad.stop()]);
  }
}

async function assessAll(schedule: Schedule, plants: OpcuaPlants, seen: readonly Outcome[]): Promise<void> {
  const servers = plants.inventories.flatMap(({ assets }) => assets).length;
  const cost = await measure(async () => {
    const end = performance.now() + longestAssessment;
    await schedule.assign(assignmentOf(plants));
    while (assessed(seen).size < servers && performance.now() < end) await sleep(50);
    return assessed(seen).size;
  });
  print(
    `OPC UA: ${cost.count} of ${servers} servers (one process) assessed whole in one run (first probes spread over 10 s) in ${(cost.wallMicroseconds / 1e6).toFixed(1)} s, ` +
      `${(cost.cpuMicroseconds / cost.count / 1000).toFixed(1)} ms CPU each; the servers took ${(plants.startedInMs / 1000).toFixed(1)} s to start`,
  );
}

/** Servers of which every probe was answered. */
function assessed(seen: readonly Outcome[]): ReadonlySet<string> {
  const answered = seen.flatMap(({ observation }) => (observation?.outcome === "answered" ? [observation] : []));
  const byServer = Map.groupBy(answered, ({ enterpriseId, assetId }) => `${enterpriseId} ${assetId}`);
  return new Set([...byServer].filter(([, all]) => new Set(all.map(({ probe }) => probe)).size === probes).map(([id]) => id));
}

function lateness(schedule: Schedule): string {
  const { latenessP50, latenessP99 } = schedule.state();
  return `p50 ${latenessP50.toFixed(1)} ms, p99 ${latenessP99.toFixed(1)} ms`;
}

function scheduleFor({ services }: OpcuaPlants, seen: Outcome[]): Schedule {
  return new Schedule({
    mayContact: (host) => host === "127.0.0.1",
    services,
    clock: systemClock,
    log: pino({ enabled: false }),
    deliver: (outcome) => seen.push(outcome),
  });
}

function assignmentOf({ inventories }: OpcuaPlants): Assignment {
  return {
    collectorId: "bench",
    revision: "1",
    sites: inventories.map(({ enterprise, sites, assets }) => ({
      enterpriseId: enterprise.id,
      siteId: sites[0]?.id ?? "",
      pollingStopped: false,
      assets,
    })),
  };
}
