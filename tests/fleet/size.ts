/** How large a fleet is, and how often something of it is killed. */
export interface FleetSize {
  readonly centres: number;
  readonly collectors: number;
  /** Processes that the collectors share. */
  readonly collectorProcesses: number;
  readonly enterprises: number;
  readonly rounds: number;
  /** How often each device is asked whether it is well, milliseconds. */
  readonly pollEveryMs: number;
}

const whole: FleetSize = { centres: 3, collectors: 20, collectorProcesses: 5, enterprises: 200, rounds: 20, pollEveryMs: 10_000 };
const short: FleetSize = { centres: 2, collectors: 4, collectorProcesses: 2, enterprises: 20, rounds: 5, pollEveryMs: 1000 };

/** `PLANTWATCH_NIGHTLY=1` asks for the whole, which takes longer than a run of all tests can wait for. */
export const fleetSize = process.env.PLANTWATCH_NIGHTLY === "1" ? whole : short;
