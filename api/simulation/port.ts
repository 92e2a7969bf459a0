import type { SimulationRecord, SimulationRun, SimulationScenario, SimulationStart } from "../contract/simulation.ts";

/**
 * Runs simulated plants beside a monitor of their own and compares what it says with the truth. The composition root fills it; the
 * centre knows no simulator, and nothing of a run enters its records.
 */
export interface Simulation {
  scenarios(): Promise<readonly SimulationScenario[]>;
  /** Runs that are kept, newest first. */
  runs(): Promise<readonly SimulationRun[]>;
  run(id: string): Promise<SimulationRecord | undefined>;
  /**
   * Starts a run; resolves when it is under way, before its devices run.
   * @throws Problem `simulation-running`, `not-found` for an unknown scenario, or `not-possible` for a speed that it does not have
   */
  start(what: SimulationStart & { readonly by: string }): Promise<SimulationRun>;
  /**
   * Ends a run with its devices; resolves when they are gone.
   * @throws Problem `not-possible` where it is over
   */
  stop(id: string): Promise<SimulationRun>;
}
