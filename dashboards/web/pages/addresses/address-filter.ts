import type { AddressDifferenceView, AddressRow } from "../../../../api/contract/addresses.ts";

/** How an address stands: by its differences, or why it has none. */
export type AddressState = AddressDifferenceView["kind"] | "good" | "waiting" | "not-judged";

/** The worst first. */
export const addressStates = ["unrecorded", "wrong", "stale", "partly-recorded", "good", "waiting", "not-judged"] as const;

/** @param compared whether there is a list to compare with */
export function statesOf({ judged, differences }: AddressRow, compared: boolean): readonly AddressState[] {
  if (!judged) return ["not-judged"];
  if (!compared) return ["waiting"];
  return differences.length === 0 ? ["good"] : differences.map(({ kind }) => kind);
}

export interface AddressFilter {
  readonly text: string;
  /** A state, `differs`, or everything. */
  readonly state: string | null;
}

export function matchesAddressFilter(row: AddressRow, compared: boolean, { text, state }: AddressFilter): boolean {
  const states = statesOf(row, compared);
  if (state === "differs" && row.differences.length === 0) return false;
  if (state !== null && state !== "differs" && !states.some((one) => one === state)) return false;
  const wanted = text.trim().toLowerCase();
  return wanted === "" || words(row).some((word) => word.toLowerCase().includes(wanted));
}

function words({ address, assetId, assetName, record, differences }: AddressRow): readonly string[] {
  const names = Object.values(assetName ?? {});
  const people = differences.flatMap(({ responsible }) => responsible ?? []);
  return [address, assetId ?? "", ...names, record?.responsible ?? "", record?.recordNo ?? "", record?.user ?? "", ...people];
}

/** Overdue before others, then the worse state, then as the centre has them. */
export function byUrgency(compared: boolean): (a: AddressRow, b: AddressRow) => number {
  const rank = (row: AddressRow) => {
    const [worst = "good"] = statesOf(row, compared);
    return addressStates.indexOf(worst) - (isOverdue(row) ? addressStates.length : 0);
  };
  return (a, b) => rank(a) - rank(b);
}

export function isOverdue({ differences }: AddressRow): boolean {
  return differences.some(({ overdue }) => overdue);
}

/** How many addresses or records have each kind of difference. */
export function countKinds(rows: readonly AddressRow[]): ReadonlyMap<AddressDifferenceView["kind"], number> {
  const kinds = rows.flatMap(({ differences }) => differences.map(({ kind }) => kind));
  return new Map([...Map.groupBy(kinds, (kind) => kind)].map(([kind, all]) => [kind, all.length]));
}
