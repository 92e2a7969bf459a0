import type { AddressRow, AddressStepView } from "../../../../api/contract/addresses.ts";

/** What is to be recorded about an address. */
export interface StepTarget {
  readonly kind: AddressStepView["kind"];
  readonly row: AddressRow;
}
