import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type AdvisorySet, noAdvisories } from "../../model/advisories/advisory.ts";
import { readCsaf } from "../../model/advisories/csaf/read-csaf.ts";
import { formatIssue, parseYaml } from "../../model/yaml/parse-yaml.ts";
import { AdvisoryBook } from "./advisory-book.ts";
import { simpleDocument, trees } from "./testing/documents.ts";
import { imported } from "./testing/imported.ts";

const versions = z.array(z.string()).default([]);
const caseSchema = z.strictObject({
  name: z.string(),
  says: z
    .strictObject({
      vendor: z.string(),
      product: z.string(),
      models: z.array(z.string()).default([]),
      known_affected: versions,
      known_not_affected: versions,
      fixed: versions,
      first_fixed: versions,
      under_investigation: versions,
    })
    .optional(),
  tree: z.enum(["installed-on", "flat", "two-vulnerabilities", "cpe"]).optional(),
  aliases: z
    .array(
      z.strictObject({
        kind: z.enum(["vendor", "product"]),
        vendor: z.string().default(""),
        name: z.string(),
        means: z.string().nullable(),
      }),
    )
    .default([]),
  asset: z.strictObject({ vendor: z.string().optional(), product: z.string().optional(), version: z.string().optional() }),
  expect: z.enum(["affected", "not-affected", "unnamed", "undecided"]),
});
type Case = z.output<typeof caseSchema>;
type Answer = Case["expect"];

const file = join(import.meta.dirname, "matching.cases.yaml");
const parsed = parseYaml(readFileSync(file, "utf8"), file, z.array(caseSchema));
if (!parsed.ok) throw new Error(parsed.issues.map(formatIssue).join("\n"));
const cases = parsed.value;

function answerTo({ says, tree, aliases, asset }: Case): Answer {
  const document = tree === undefined ? simpleDocument(says ?? { vendor: "", product: "" }) : trees[tree];
  const read = readCsaf(JSON.stringify(document));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const named = aliases.map((alias, index) => ({ ...alias, id: String(index), by: "wang", at: 1 }));
  const set: AdvisorySet = { ...noAdvisories, advisories: [imported(read.advisory)], aliases: named };
  const { vendor, product, version } = asset;
  const compared = AdvisoryBook.of(set).compare({ vendor, products: product === undefined ? [] : [product], version });
  if (compared === undefined) return "undecided";
  return compared.matches[0]?.result ?? "unnamed";
}

describe("matching of advisories", () => {
  it.each(cases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    expect(answerTo(one)).toBe(one.expect);
  });

  it("has precision and recall of 1 on what can be decided, and says what cannot", () => {
    const answered = cases.map((one) => ({ ...one, answer: answerTo(one) }));
    const count = (test: (one: { expect: Answer; answer: Answer }) => boolean) => answered.filter(test).length;
    const hits = count((one) => one.expect === "affected" && one.answer === "affected");
    const precision = hits / count(({ answer }) => answer === "affected");
    const recall = hits / count((one) => one.expect === "affected");
    const undecided = answered.filter(({ answer }) => answer === "undecided").map(({ name }) => name);
    process.stdout.write(
      [
        `${cases.length} cases, ${cases.length - undecided.length} decided: precision ${precision}, recall ${recall}`,
        ...undecided.map((name) => `  undecided: ${name}`),
        "",
      ].join("\n"),
    );
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect({ precision, recall }).toEqual({ precision: 1, recall: 1 });
    expect(undecided).toEqual(cases.filter((one) => one.expect === "undecided").map(({ name }) => name));
  });
});
