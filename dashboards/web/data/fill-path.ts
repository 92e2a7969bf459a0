/** The names in braces of a path such as `/assets/{asset}`. */
type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** A declared path with its names replaced by values. */
export function fill<Path extends string>(path: Path, values: Readonly<Record<NamesIn<Path>, string>>): string {
  const given: Readonly<Record<string, string>> = values;
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given[name] ?? ""));
}

/** A query of the values that are given. */
export function search(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
