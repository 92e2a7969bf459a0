import { isDeepStrictEqual } from "node:util";
import type { Instant } from "../../../model/instant.ts";
import type { Departure, InventoryGround } from "../../../store/records/inventory-edit-port.ts";
import { type Difference, differences } from "./differences.ts";
import { type Elements, elementsOf, type Fields, isWithin } from "./elements.ts";

/** A difference between the file and what people edited. */
export interface FileDifference extends Difference {
  readonly by: string;
  readonly at: Instant;
  /** The file says otherwise than when the value was edited or the edit was kept: somebody has to decide. */
  readonly waiting: boolean;
}

/** A part and one of its fields; null: the whole part. */
type Place = Pick<Difference, "element" | "field">;

/** What people edited, per field, against what the file says now. */
export function fileDifferences({ record, file, departures }: InventoryGround): readonly FileDifference[] {
  if (record === undefined || file === undefined) return [];
  const known = new DepartureBook(departures);
  return differences(elementsOf(file.inventory), elementsOf(record.inventory)).map((difference) => {
    const departure = known.find(difference);
    const { by = "", at = file.importedAt } = departure ?? {};
    return { ...difference, by, at, waiting: !isDeepStrictEqual(departure?.seen, difference.from) };
  });
}

/** What the departures after an edit or an import are found from. */
export interface Departing {
  /** The file as it is from now on, and as it was. */
  readonly file: Elements;
  readonly fileBefore: Elements;
  readonly inventory: Elements;
  readonly before: readonly Departure[];
  /** Who acts now; an import has no name. */
  readonly by: string;
  readonly at: Instant;
  /** Whether somebody edited this place just now, or keeps it as it was edited. */
  readonly decided: (difference: Difference) => boolean;
}

/**
 * The departures of an inventory from its file. Where somebody decides just now, the file's present value counts as known;
 * elsewhere what was known stays, so that a file that says something new since then is noticed.
 */
export function departuresOf(departing: Departing): readonly Departure[] {
  const known = new DepartureBook(departing.before);
  return differences(departing.file, departing.inventory).map((difference) => {
    const { element, field, from } = difference;
    const { by, at } = departing;
    if (departing.decided(difference)) return departure({ element, field, by, at }, from);
    const stood = known.find(difference);
    if (stood !== undefined) return stood;
    const who = known.anyWithin(element) ?? departing;
    return departure({ element, field, by: who.by, at: who.at }, valueAt(departing.fileBefore, difference));
  });
}

function departure(place: Omit<Departure, "seen">, seen: unknown): Departure {
  return seen === undefined ? place : { ...place, seen };
}

function valueAt(elements: Elements, { element, field }: Place): unknown {
  const fields = elements.get(element);
  return field === null ? fields : fields?.[field];
}

/** Departures by their place; that of a whole part holds for each of its fields. */
class DepartureBook {
  readonly #all: readonly Departure[];
  readonly #byPlace: ReadonlyMap<string, Departure>;

  constructor(departures: readonly Departure[]) {
    this.#all = departures;
    this.#byPlace = new Map(departures.map((departure) => [placeOf(departure), departure]));
  }

  find({ element, field }: Place): Departure | undefined {
    const own = this.#byPlace.get(placeOf({ element, field }));
    if (own !== undefined || field === null) return own;
    const whole = this.#byPlace.get(placeOf({ element, field: null }));
    if (whole === undefined) return undefined;
    const { seen, ...rest } = whole;
    return departure({ ...rest, field }, isFields(seen) ? seen[field] : undefined);
  }

  /** A departure of a part or of something in it. */
  anyWithin(element: string): Departure | undefined {
    return this.#all.find((one) => isWithin(one.element, element));
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

/** Names a place by one text. */
export function placeOf({ element, field }: Place): string {
  return `${element} ${field ?? ""}`;
}
