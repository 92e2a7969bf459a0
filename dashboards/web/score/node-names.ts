/** The number by which people know a line: `miit.3.1.a` is 3.1.a. */
export function shortId(id: string): string {
  return id.slice(id.indexOf(".") + 1);
}
