/** Texts of a peer are cut here, so that no fact grows beyond what its schema takes. */
const longest = 2000;

/** A text from the wire: null is empty, and no longer than a fact may be. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, longest) : "";
}

/** An ISO time, or undefined where the value is no date that a fact can hold. */
export function timeOf(value: unknown): string | undefined {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return undefined;
  const text = value.toISOString();
  return /^\d{4}-/.test(text) ? text : undefined;
}

/** Orders by a text made of each item, so that a list in facts does not depend on the order of an answer. */
export function sortedBy<T>(items: Iterable<T>, key: (item: T) => string): T[] {
  const keyed = [...items].map((item) => ({ item, key: key(item) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ item }) => item);
}
