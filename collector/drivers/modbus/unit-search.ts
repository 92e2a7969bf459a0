import type { UnitsFacts } from "../../../model/protocols/modbus/facts.ts";

export type UnitState = keyof UnitsFacts;

/** Where the search for units behind one gateway stands. */
export interface UnitSearch {
  readonly states: ReadonlyMap<number, UnitState>;
  /** The last round that was finished. */
  readonly finished?: { readonly at: number; readonly facts: UnitsFacts };
}
