/** Orders ids by their dotted parts, numbers by value, so that miit.2 stands before miit.10. */
export function compareIds(a: string, b: string): number {
  const [left, right] = [a.split("."), b.split(".")];
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = comparePart(part, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function comparePart(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (!Number.isNaN(difference)) return difference;
  return compareText(a, b);
}

/** Orders by code unit: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Orders subjects: the enterprise itself (null) first, then by asset. */
export function compareSubject(a: string | null, b: string | null): number {
  return compareText(a ?? "", b ?? "");
}
