import { Problem } from "../../model/problem.ts";
import type { RequestGate } from "./define.ts";

/** Thrown by a gate whose budget is spent. */
export class BudgetSpent extends Problem {
  constructor(budget: number) {
    super("budget-spent", `all ${budget} requests were used`);
    this.name = "BudgetSpent";
  }
}

/** A gate that lets a declared number of requests through and no more. */
export class BudgetGate implements RequestGate {
  readonly budget: number;
  readonly #gate: RequestGate;
  #used = 0;

  constructor(gate: RequestGate, budget: number) {
    this.#gate = gate;
    this.budget = budget;
  }

  /** Requests that went through. */
  get used(): number {
    return this.#used;
  }

  get left(): number {
    return this.budget - this.#used;
  }

  /** @throws BudgetSpent */
  async request(signal: AbortSignal): Promise<void> {
    if (this.left <= 0) throw new BudgetSpent(this.budget);
    this.#used += 1;
    await this.#gate.request(signal);
  }
}
