import type { Instant } from "../../model/instant.ts";
import type { RegisterTable } from "../../model/protocols/modbus/endpoint.ts";
import { Counters } from "./counters.ts";
import type { FunctionName } from "./function-names.ts";
import type { RegisterBank } from "./register-bank.ts";

/** What a unit says of itself: objects of FC 43/14 by their ids, and the data of FC 17. */
export interface UnitIdentity {
  readonly objects: ReadonlyMap<number, string>;
  /** Objects are filled up with NULs to this many bytes, as some makers do. */
  readonly padTo: number;
  readonly serverId: { readonly id: number; readonly text: string; readonly runByte: "after-id" | "last" };
}

export interface UnitOptions {
  readonly id: number;
  readonly identity: UnitIdentity;
  readonly bank: RegisterBank;
  /** Functions that it answers with illegal function. */
  readonly absent: ReadonlySet<FunctionName>;
  readonly running: boolean;
  /** Where somebody changes the configuration when it drifts. */
  readonly driftsAt: { readonly table: RegisterTable; readonly address: number } | undefined;
}

/** One unit as the master sees it. */
export class Unit {
  readonly id: number;
  readonly identity: UnitIdentity;
  readonly bank: RegisterBank;
  readonly absent: ReadonlySet<FunctionName>;
  readonly counters = new Counters();
  running: boolean;
  /** Told by FC 8/4 to listen only: silent until it is restarted. */
  listenOnly = false;
  readonly #driftsAt: UnitOptions["driftsAt"];

  constructor({ id, identity, bank, absent, running, driftsAt }: UnitOptions) {
    this.id = id;
    this.identity = identity;
    this.bank = bank;
    this.absent = absent;
    this.running = running;
    this.#driftsAt = driftsAt;
  }

  /** Starts the communication of the unit anew: every counter is zero. */
  restart(): void {
    this.counters.clear();
    this.listenOnly = false;
  }

  /** Changes one configuration register. */
  drift(at: Instant): void {
    if (this.#driftsAt !== undefined) this.bank.toggle(this.#driftsAt.table, this.#driftsAt.address, at);
  }
}
