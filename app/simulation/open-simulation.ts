import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import type { SimulationRecord, SimulationRun, SimulationState } from "../../api/contract/simulation.ts";
import type { Simulation } from "../../api/simulation/port.ts";
import { systemClock } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import type { Progress } from "./messages.ts";
import { openRunArchive } from "./run-archive.ts";
import { type RunProcess, startRunProcess } from "./run-process.ts";
import { listScenarios } from "./scenarios.ts";

export interface OpenSimulation extends Simulation {
  /** Ends the run that is under way. */
  close(): Promise<void>;
}

/** The run that is under way. */
interface Current {
  record: SimulationRecord;
  readonly process: RunProcess;
  stopping: boolean;
  /** Resolves when it is over and kept. */
  readonly over: Promise<void>;
}

/** Runs scenarios for the testers' page, one at a time, each in a process and a folder of its own below `folder`. */
export async function openSimulation({ folder, log }: { folder: string; log: Logger }): Promise<OpenSimulation> {
  const work = join(folder, "work");
  await rm(work, { recursive: true, force: true });
  const archive = await openRunArchive(join(folder, "runs"));
  const scenarios = await listScenarios();
  let current: Current | undefined;
  let claimed = false;

  async function begin(run: SimulationRun): Promise<Current> {
    const record: SimulationRecord = { run, events: [], checks: [], lines: [] };
    await archive.save(record);
    const own = join(work, run.id);
    await mkdir(own, { recursive: true, mode: 0o700 });
    const { scenario, seed, speed } = run;
    const onProgress = (progress: Progress): void => {
      begun.record = withProgress(begun.record, progress);
    };
    const process = startRunProcess({ scenario, seed, speed, folder: own }, onProgress, log);
    const over = process.ended.then(async (failure) => {
      await archive.save(ended(begun, failure));
      await rm(own, { recursive: true, force: true });
      current = undefined;
    });
    const begun: Current = { record, process, stopping: false, over };
    over.catch((error: unknown) => log.error({ error }, "a simulation could not be kept"));
    return begun;
  }

  async function end(run: Current): Promise<void> {
    run.stopping = true;
    await run.process.stop();
    await run.over;
  }

  return {
    scenarios: async () => scenarios,
    async runs() {
      const live = current?.record.run;
      return archive.list().map((run) => (run.id === live?.id ? live : run));
    },
    run: async (id) => (current?.record.run.id === id ? current.record : archive.read(id)),
    async start({ scenario, seed, speed, by }) {
      const known = scenarios.find(({ id }) => id === scenario);
      if (known === undefined) throw new Problem("not-found", "No such scenario.");
      if (!known.speeds.includes(speed)) throw new Problem("not-possible", "The scenario does not run at this speed.");
      if (claimed || current !== undefined) throw new Problem("simulation-running", "Another simulation is under way.");
      claimed = true;
      try {
        current = await begin(newRun({ scenario, seed, speed, by }));
        return current.record.run;
      } finally {
        claimed = false;
      }
    },
    async stop(id) {
      const running = current;
      if (running?.record.run.id !== id) throw new Problem("not-possible", "The run is over.");
      await end(running);
      return (await archive.read(id))?.run ?? running.record.run;
    },
    async close() {
      if (current !== undefined) await end(current);
    },
  };
}

function newRun(asked: Pick<SimulationRun, "scenario" | "seed" | "speed" | "by">): SimulationRun {
  const startedAt = new Date(systemClock.now()).toISOString();
  return { id: randomUUID(), ...asked, state: "starting", startedAt, endedAt: null, failure: null, elapsed: 0, counts: null };
}

function withProgress({ run }: SimulationRecord, progress: Progress): SimulationRecord {
  const { state, elapsed, counts, events, checks, lines } = progress;
  return { run: { ...run, state, elapsed, counts }, events, checks, lines };
}

function ended({ record, stopping }: Current, failure: string | null): SimulationRecord {
  const state: SimulationState = stopping ? "stopped" : failure === null ? "finished" : "failed";
  const endedAt = new Date(systemClock.now()).toISOString();
  const lines = record.lines.map((line) => (line.state === "waiting" ? { ...line, state: "missed" as const } : line));
  const failed = state === "failed" ? failure : null;
  return { ...record, run: { ...record.run, state, endedAt, failure: failed }, lines };
}
