import { expect, it } from "vitest";
import { z } from "zod";
import { parseYaml } from "./parse-yaml.ts";

const anything = z.unknown();

it.each([
  ["an alias that points nowhere", "a: *nowhere\n", /nowhere/],
  ["so many aliases that the file would swell", `a: &a [1]\nb: [${Array(200).fill("*a").join(", ")}]\n`, /alias/i],
])("says what is wrong with %s instead of throwing", (_, text, said) => {
  const parsed = parseYaml(text, "plant.yaml", anything);
  expect(parsed.ok).toBe(false);
  expect(parsed.ok ? [] : parsed.issues).toMatchObject([{ file: "plant.yaml", message: expect.stringMatching(said) }]);
});

it("takes a few aliases", () => {
  expect(parseYaml("a: &a [1]\nb: *a\n", "plant.yaml", anything)).toEqual({ ok: true, value: { a: [1], b: [1] } });
});

it("says which value is expected, of what is missing and of what is wrong", () => {
  const schema = z.strictObject({
    method: z.enum(["TEST", "EXAMINE"]),
    weight: z.number(),
    end: z.union([z.number(), z.null()]),
    term: z.discriminatedUnion("kind", [z.object({ kind: z.literal("every") }), z.object({ kind: z.literal("once") })]),
  });
  const faults = (text: string) => {
    const parsed = parseYaml(text, "catalog.yaml", schema);
    return parsed.ok ? [] : parsed.issues.map(({ line, path, message }) => `${line} ${path}: ${message}`);
  };
  expect(faults("\nterm: {}\n")).toEqual([
    "2 method: is missing; expected one of TEST, EXAMINE",
    "2 weight: is missing; expected number",
    "2 end: is missing; expected number, or expected null",
    "2 term.kind: is missing; expected one of every, once",
  ]);
  expect(faults("method: GUESS\nweight: heavy\nend: never\nterm: { kind: maybe }\n")).toEqual([
    "1 method: expected one of TEST, EXAMINE",
    "2 weight: expected number",
    "3 end: expected number, or expected null",
    "4 term.kind: expected one of every, once",
  ]);
});
