import { isDeepStrictEqual } from "node:util";
import { type Elements, type Fields, surrounding } from "./elements.ts";

/** A value that differs between two states of an inventory; undefined where the one or the other has none. */
export interface Difference {
  readonly element: string;
  /** null: the whole part is there on one side alone, and the values are its own fields. */
  readonly field: string | null;
  readonly from: unknown;
  readonly to: unknown;
}

/** What differs between two states, field by field. Of a part that came or went whole, the parts in it are not named. */
export function differences(from: Elements, to: Elements): readonly Difference[] {
  const addresses = new Set([...from.keys(), ...to.keys()]);
  return [...addresses].flatMap((element) => {
    const [before, after] = [from.get(element), to.get(element)];
    if (before !== undefined && after !== undefined) return fieldDifferences(element, before, after);
    const outer = surrounding(element);
    if (outer !== undefined && isOneSided(outer, from, to)) return [];
    return [{ element, field: null, from: before, to: after }];
  });
}

function isOneSided(element: string, from: Elements, to: Elements): boolean {
  return from.has(element) !== to.has(element);
}

function fieldDifferences(element: string, before: Fields, after: Fields): Difference[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields]
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field) => ({ element, field, from: before[field], to: after[field] }));
}
