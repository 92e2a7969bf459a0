import { readdirSync, readFileSync } from "node:fs";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** Its own and that of children that it has waited for, seconds. */
  readonly cpu: number;
}

const ticksPerSecond = 100;

/** CPU seconds so far of this process (`self`) and of everything that it started, by program; Linux alone tells. */
export function cpuByProgram(): ReadonlyMap<string, number> {
  const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (readProcess(Number(name)) ?? []) : []));
  const own = new Set([process.pid]);
  for (let grown = true; grown; ) {
    const before = own.size;
    for (const { pid, parent } of all) if (own.has(parent)) own.add(pid);
    grown = own.size > before;
  }
  const sums = new Map<string, number>();
  for (const { pid, name, cpu } of all) {
    if (!own.has(pid)) continue;
    const key = pid === process.pid ? "self" : name;
    sums.set(key, (sums.get(key) ?? 0) + cpu);
  }
  return sums;
}

function readProcess(pid: number): Process | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const name = text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"));
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + (fields[index] ?? 0), 0);
    return { pid, parent: fields[1] ?? 0, name, cpu: ticks / ticksPerSecond };
  } catch {
    return undefined;
  }
}
