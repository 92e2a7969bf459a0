/** How values of one step are put together. Each row gives [at, a] or, where a roll-up is read, [at, a, b]. */
export type Fold = "mean" | "min" | "max" | "sum" | "count" | "last";

/** A query whose rows, numbers in order of time, belong to one group, or to the one that a table names for their last number. */
export interface FoldedQuery {
  readonly sql: string;
  readonly values: readonly (string | number)[];
  readonly group: number | ReadonlyMap<number, number>;
}

type Row = readonly number[];

/**
 * Joins two contributions to a step, each of two numbers: a value and, for a mean, its count, for `last`, its time. Plain numbers in
 * columns: a month of points has hundreds of thousands, and an object for each would cost more than the query.
 */
const joined: Readonly<Record<Fold, (a: number, b: number, moreA: number, moreB: number) => number>> = {
  mean: (a, _b, moreA) => a + moreA,
  sum: (a, _b, moreA) => a + moreA,
  count: (a, _b, moreA) => a + moreA,
  min: (a, _b, moreA) => Math.min(a, moreA),
  max: (a, _b, moreA) => Math.max(a, moreA),
  last: (a, b, moreA, moreB) => (moreB >= b ? moreA : a),
};

/** The steps of one group: columns that are in order of time as long as rows come so. */
class Steps {
  readonly starts: number[] = [];
  readonly a: number[] = [];
  readonly b: number[] = [];
  #inOrder = true;
  /** Where a step stands, once rows came out of order. */
  #places: Map<number, number> | undefined;
  readonly #fold: Fold;

  constructor(fold: Fold) {
    this.#fold = fold;
  }

  add(start: number, a: number, b: number): void {
    const place = this.#placeOf(start);
    if (place === undefined) this.#push(start, a, b);
    else this.#join(place, a, b);
  }

  #placeOf(start: number): number | undefined {
    const end = this.starts.length - 1;
    const last = this.starts[end];
    if (last === start) return end;
    if (this.#inOrder && (last === undefined || start > last)) return undefined;
    this.#places ??= new Map(this.starts.map((one, place) => [one, place]));
    return this.#places.get(start);
  }

  #push(start: number, a: number, b: number): void {
    if (start < (this.starts.at(-1) ?? start)) this.#inOrder = false;
    this.#places?.set(start, this.starts.length);
    this.starts.push(start);
    this.a.push(a);
    this.b.push(b);
  }

  #join(place: number, moreA: number, moreB: number): void {
    const [a, b] = [this.a[place] ?? 0, this.b[place] ?? 0];
    this.a[place] = joined[this.#fold](a, b, moreA, moreB);
    this.b[place] = this.#fold === "mean" ? b + moreB : Math.max(b, moreB);
  }

  /** Places of the steps in order of time. */
  order(): readonly number[] {
    const places = this.starts.map((_, place) => place);
    return this.#inOrder ? places : places.sort((one, other) => (this.starts[one] ?? 0) - (this.starts[other] ?? 0));
  }
}

/** Gathers rows into steps by group; the result is packed as [group, start of the step, value] in order of group and time. */
export class StepFold {
  readonly #fold: Fold;
  readonly #stepMs: number;
  readonly #groups = new Map<number, Steps>();

  constructor(fold: Fold, stepMs: number) {
    this.#fold = fold;
    this.#stepMs = stepMs;
  }

  take(group: FoldedQuery["group"], rows: Iterable<Row>): void {
    if (typeof group === "number") {
      const steps = this.#stepsOf(group);
      for (const row of rows) this.#add(steps, row[0] ?? 0, row[1] ?? 0, row[2]);
      return;
    }
    for (const row of rows) {
      const named = group.get(row.at(-1) ?? Number.NaN);
      // Without its last number, a row of three is a point.
      if (named !== undefined) this.#add(this.#stepsOf(named), row[0] ?? 0, row[1] ?? 0, row.length > 3 ? row[2] : undefined);
    }
  }

  #stepsOf(group: number): Steps {
    const steps = this.#groups.get(group) ?? new Steps(this.#fold);
    this.#groups.set(group, steps);
    return steps;
  }

  #add(steps: Steps, at: number, a: number, b: number | undefined): void {
    steps.add(at - (at % this.#stepMs), a, this.#fold === "last" ? at : (b ?? 1));
  }

  packed(): Float64Array<ArrayBuffer> {
    const size = [...this.#groups.values()].reduce((sum, { starts }) => sum + starts.length, 0);
    const numbers = new Float64Array(3 * size);
    let at = 0;
    for (const [group, steps] of [...this.#groups].sort(([one], [other]) => one - other)) {
      for (const place of steps.order()) {
        const [a, b] = [steps.a[place] ?? 0, steps.b[place] ?? 0];
        numbers[at] = group;
        numbers[at + 1] = steps.starts[place] ?? 0;
        numbers[at + 2] = this.#fold === "mean" ? a / b : a;
        at += 3;
      }
    }
    return numbers;
  }
}
