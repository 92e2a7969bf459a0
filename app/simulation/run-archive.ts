import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isUnderWay, type SimulationRecord, type SimulationRun, simulationRecordSchema } from "../../api/contract/simulation.ts";

/** Runs that are kept; older ones go. */
const mostRuns = 30;

/** Keeps runs as files of a folder, apart from the records of the centre. */
export interface RunArchive {
  /** Newest first. */
  list(): readonly SimulationRun[];
  read(id: string): Promise<SimulationRecord | undefined>;
  save(record: SimulationRecord): Promise<void>;
}

/** Opens the archive; a run that was under way when the centre ended is marked as interrupted, and a damaged file is left out. */
export async function openRunArchive(folder: string): Promise<RunArchive> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fileOf = (id: string) => join(folder, `${id}.json`);
  const kept = new Map<string, SimulationRun>();

  const save = async (record: SimulationRecord): Promise<void> => {
    const { run } = record;
    const part = `${fileOf(run.id)}.part`;
    await writeFile(part, JSON.stringify(record), { mode: 0o600 });
    await rename(part, fileOf(run.id));
    kept.set(run.id, run);
    for (const { id } of newestFirst(kept).slice(mostRuns)) {
      kept.delete(id);
      await rm(fileOf(id), { force: true });
    }
  };

  for (const name of await readdir(folder)) {
    if (!name.endsWith(".json")) continue;
    const record = await readRecord(join(folder, name));
    if (record === undefined) continue;
    if (!isUnderWay(record.run.state)) kept.set(record.run.id, record.run);
    else await save({ ...record, run: { ...record.run, state: "interrupted" } });
  }
  return {
    list: () => newestFirst(kept),
    read: async (id) => (kept.has(id) ? readRecord(fileOf(id)) : undefined),
    save,
  };
}

function newestFirst(kept: ReadonlyMap<string, SimulationRun>): readonly SimulationRun[] {
  return [...kept.values()].sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
}

async function readRecord(file: string): Promise<SimulationRecord | undefined> {
  try {
    return simulationRecordSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return undefined;
  }
}
