/** CPU and wall time of some work in this process, its threads included. */
export interface Cost {
  readonly count: number;
  readonly cpuMicroseconds: number;
  readonly wallMicroseconds: number;
}

/** Runs work that answers how many units it did. */
export async function measure(work: () => Promise<number> | number): Promise<Cost> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const count = await work();
  const used = process.cpuUsage(cpu);
  return { count, cpuMicroseconds: used.user + used.system, wallMicroseconds: (performance.now() - started) * 1000 };
}

export const perUnit = ({ count, cpuMicroseconds }: Cost): number => cpuMicroseconds / count;

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One result with its unit of comparison: the ratio is what counts, since machines differ. */
export function printRatio(name: string, cost: Cost, bare: Cost): void {
  const figures = `${perUnit(cost).toFixed(0)} µs CPU each (${cost.count} in ${(cost.wallMicroseconds / 1e6).toFixed(1)} s)`;
  const comparison = `${perUnit(bare).toFixed(0)} µs CPU each (${bare.count} in ${(bare.wallMicroseconds / 1e6).toFixed(1)} s)`;
  print(`${name}: ${figures}; bare loop ${comparison}; ratio ${(perUnit(cost) / perUnit(bare)).toFixed(2)}`);
}
