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
