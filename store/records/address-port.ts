import type { AddressRegister, AddressStep } from "../../model/addresses/address-register.ts";
import type { Instant } from "../../model/instant.ts";

/** A version of an address record list without its records. */
export interface AddressRegisterVersion {
  readonly version: number;
  readonly source: string;
  readonly sha256: string;
  readonly by: string;
  readonly at: Instant;
  /** How many records it has. */
  readonly count: number;
}

/** Address record lists, one an enterprise, every version kept for ever; and what people did about addresses. */
export interface AddressRegisterRecords {
  /** The newest version; `known` itself where that is still the newest. */
  current(enterpriseId: string, known?: AddressRegister): Promise<AddressRegister | undefined>;
  at(enterpriseId: string, version: number): Promise<AddressRegister | undefined>;
  /** Newest first. */
  versions(enterpriseId: string): Promise<readonly AddressRegisterVersion[]>;
  /** Adds a version; a newest one other than `version - 1` throws a Problem `stale-edit`. */
  save(register: AddressRegister): Promise<void>;
  /** Oldest first. */
  steps(enterpriseId: string): Promise<readonly AddressStep[]>;
  addStep(step: AddressStep): Promise<void>;
}
