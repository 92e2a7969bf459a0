import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Dice } from "./dice.ts";
import type { Trial } from "./run-job.ts";

/** One driver's link and the way on which its answers are damaged. */
export interface Lane {
  /** Runs one or more jobs, one after the other. */
  run(dice: Dice): Promise<readonly Trial[]>;
}

export interface Suite {
  readonly name: string;
  /** Runs at the same time, at most. */
  readonly lanes: number;
  /** Starts what it needs and leaves it on the stack, for the end. */
  start(lanes: number, stack: AsyncDisposableStack): Promise<readonly Lane[]>;
}

export interface Fault {
  readonly run: number;
  readonly fault: string;
  readonly damage: readonly string[];
}

export interface Summary {
  readonly suite: string;
  readonly seed: number;
  readonly runs: number;
  /** Answers that were damaged. */
  readonly damaged: number;
  /** Reports by job, outcome and reason. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly damages: ReadonlyMap<string, number>;
  readonly faults: readonly Fault[];
  readonly seconds: number;
  readonly peakRssMb: number;
  /** How much more the heap held at the end than after the first fifth, both after a collection. */
  readonly heapGrowthMb: number;
  readonly mostOverrunMs: number;
  /** TCP sockets that were still there a while after everything had been stopped. */
  readonly socketsLeft: number;
}

export interface CampaignOptions {
  readonly seed: number;
  /** Ends once this many answers were damaged. */
  readonly count: number;
  /** Number of the first run; a run depends on seed and number. */
  readonly first?: number;
  readonly lanes?: number;
  /** Is given, once, what can be looked at meanwhile. */
  readonly observe?: (progress: Progress) => void;
}

/** How far a campaign is; changes while it runs. */
export interface Progress {
  readonly damaged: number;
  readonly underWay: readonly number[];
}

/** What the heap may grow by over a campaign, and what the whole process may take, megabytes. */
const mostHeapGrowthMb = 32;
const mostRssMb = 500;

/** Everything in a summary that must not be, in words; empty where all is well. */
export function shortcomings(summary: Summary): readonly string[] {
  const { faults, heapGrowthMb, peakRssMb, socketsLeft } = summary;
  return [
    ...faults.map(({ run, fault, damage }) => `run ${run} (${damage.join("; ")}): ${fault}`),
    ...(heapGrowthMb > mostHeapGrowthMb ? [`the heap grew by ${heapGrowthMb.toFixed(0)} MB`] : []),
    ...(peakRssMb > mostRssMb ? [`the process took ${peakRssMb.toFixed(0)} MB`] : []),
    ...(socketsLeft > 0 ? [`${socketsLeft} sockets were left open`] : []),
  ];
}

/** More are not kept; one is enough to fail. */
const mostFaults = 50;
const memorySamples = 40;

/** Runs a suite until enough answers were damaged. */
export async function runCampaign(suite: Suite, options: CampaignOptions): Promise<Summary> {
  const campaign = new Campaign(suite, options);
  return campaign.run();
}

class Campaign {
  readonly #suite: Suite;
  readonly #options: CampaignOptions;
  readonly #outcomes = new Map<string, number>();
  readonly #damages = new Map<string, number>();
  readonly #faults: Fault[] = [];
  readonly #underWay = new Set<number>();
  readonly #heap: number[] = [];
  #runs = 0;
  #damaged = 0;
  #peakRss = 0;
  #mostOverrunMs = 0;

  constructor(suite: Suite, options: CampaignOptions) {
    this.#suite = suite;
    this.#options = options;
    options.observe?.(this);
  }

  get damaged(): number {
    return this.#damaged;
  }

  get underWay(): readonly number[] {
    return [...this.#underWay];
  }

  async run(): Promise<Summary> {
    const { seed } = this.#options;
    const openBefore = openSockets();
    const stopWatching = this.#watchProcess();
    const started = performance.now();
    const stack = new AsyncDisposableStack();
    try {
      const lanes = await this.#suite.start(this.#options.lanes ?? this.#suite.lanes, stack);
      await Promise.all(lanes.map((lane, index) => this.#drive(lane, index, lanes.length)));
    } finally {
      await stack.disposeAsync();
      stopWatching();
    }
    return {
      suite: this.#suite.name,
      seed,
      runs: this.#runs,
      damaged: this.#damaged,
      outcomes: this.#outcomes,
      damages: this.#damages,
      faults: this.#faults,
      seconds: (performance.now() - started) / 1000,
      peakRssMb: this.#peakRss / 1e6,
      heapGrowthMb: growthOf(this.#heap) / 1e6,
      mostOverrunMs: this.#mostOverrunMs,
      socketsLeft: await socketsLeft(openBefore),
    };
  }

  /** Every lane takes the runs that are its own by their number, so that a run meets the same device when it is repeated. */
  async #drive(lane: Lane, index: number, lanes: number): Promise<void> {
    const { first = 0 } = this.#options;
    for (let run = first + ((index + (lanes - 1) * first) % lanes); this.#goesOn; run += lanes) {
      this.#runs += 1;
      this.#underWay.add(run);
      try {
        for (const trial of await lane.run(new Dice(this.#options.seed, this.#suite.name, run))) this.#note(run, trial);
      } catch (error) {
        this.#fault(run, `the lane failed: ${error instanceof Error ? error.stack : String(error)}`, []);
      }
      this.#underWay.delete(run);
      this.#measure();
    }
  }

  get #goesOn(): boolean {
    return this.#damaged < this.#options.count && this.#faults.length < mostFaults;
  }

  #note(run: number, { jobId, report, damage, faults, overrunMs }: Trial): void {
    this.#damaged += damage.length;
    for (const each of damage) count(this.#damages, each);
    count(
      this.#outcomes,
      `${jobId} ${report?.outcome ?? "stuck"}${report?.reason === undefined ? "" : ` ${report.reason.code}`}`,
    );
    for (const fault of faults) this.#fault(run, fault, damage);
    this.#mostOverrunMs = Math.max(this.#mostOverrunMs, overrunMs);
  }

  #fault(run: number, fault: string, damage: readonly string[]): void {
    if (this.#faults.length < mostFaults) this.#faults.push({ run, fault, damage });
  }

  /** Whatever leaves the promises of the runs, and what Node itself warns of, is a fault. */
  #watchProcess(): () => void {
    const note = (what: string) => (error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#fault(this.#runs, `${what} with runs ${this.underWay.join(", ")} under way: ${text}`, []);
    };
    const watched = { uncaughtException: note("uncaught"), unhandledRejection: note("unhandled"), warning: note("warned") };
    for (const [event, listener] of Object.entries(watched)) process.on(event, listener);
    return () => {
      for (const [event, listener] of Object.entries(watched)) process.off(event, listener);
    };
  }

  #measure(): void {
    this.#peakRss = Math.max(this.#peakRss, process.memoryUsage.rss());
    if (this.#damaged < ((this.#heap.length + 1) * this.#options.count) / memorySamples) return;
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    this.#heap.push(heapUsed + external);
  }
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** The median of the last fifth of the samples less that of the second fifth. */
function growthOf(samples: readonly number[]): number {
  const fifth = Math.floor(samples.length / 5);
  return median(samples.slice(-fifth)) - median(samples.slice(fifth, 2 * fifth));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Sockets get this long to close, milliseconds. */
const mostClosingMs = 3000;

async function socketsLeft(openBefore: number): Promise<number> {
  for (let waited = 0; openSockets() > openBefore && waited < mostClosingMs; waited += 50) await sleep(50);
  return openSockets() - openBefore;
}

function openSockets(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === "TCPSocketWrap").length;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
