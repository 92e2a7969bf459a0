import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { catalogFolders } from "../index.ts";
import { loadBuiltin, objectivesOf } from "../testing/load-builtin.ts";
import { toOscalCatalog } from "./to-oscal-catalog.ts";
import { toOscalProfile } from "./to-oscal-profile.ts";
import { uuidV5 } from "./uuid-v5.ts";

const schemas = join(import.meta.dirname, "../../../shared/schemas/oscal");
const haveSchemas = existsSync(schemas);
if (!haveSchemas)
  process.stderr.write("\n*** NOT TESTED: no OSCAL schemas beside the checkout, exports are not validated ***\n\n");

const catalogs = await Promise.all(catalogFolders().map(loadBuiltin));

async function validator(model: "catalog" | "profile"): Promise<ValidateFunction> {
  // The schemas name their parts by relative ids, which strict mode takes for mistakes.
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(await readFile(join(schemas, `oscal_${model}_schema.json`), "utf8")));
}

const asJson = (document: unknown): unknown => JSON.parse(JSON.stringify(document));

describe.skipIf(!haveSchemas)("exports", () => {
  it.each(catalogs.map((catalog) => [catalog.id, catalog] as const))("of %s validate against OSCAL 1.2.1", async (_, catalog) => {
    const [isCatalog, isProfile] = await Promise.all([validator("catalog"), validator("profile")]);
    isCatalog(asJson(toOscalCatalog(catalog)));
    expect(isCatalog.errors).toBeNull();
    isProfile(asJson(toOscalProfile(catalog)));
    expect(isProfile.errors).toBeNull();
  });

  it("that are wrong do not", async () => {
    const [catalog] = catalogs;
    if (catalog === undefined) throw new Error("there are catalogues");
    const isCatalog = await validator("catalog");
    const { catalog: right } = toOscalCatalog(catalog);
    expect(isCatalog(asJson({ catalog: { ...right, uuid: "1" } }))).toBe(false);
    expect(isCatalog(asJson({ catalog: { ...right, metadata: { title: "x" } } }))).toBe(false);
  });
});

describe.each(catalogs.map((catalog) => ({ id: catalog.id, catalog })))("the export of $id", ({ catalog }) => {
  const { groups, uuid } = toOscalCatalog(catalog).catalog;
  const controls = groups.flatMap((group) => group.controls);
  const parts = controls.flatMap((control) => control.parts.filter(({ name }) => name === "assessment-objective"));

  it("is the same at every time, and no other catalogue's", () => {
    expect(JSON.stringify(toOscalCatalog(structuredClone(catalog)))).toBe(JSON.stringify(toOscalCatalog(catalog)));
    expect(JSON.stringify(toOscalProfile(structuredClone(catalog)))).toBe(JSON.stringify(toOscalProfile(catalog)));
    const ids = catalogs.flatMap((other) => [toOscalCatalog(other).catalog.uuid, toOscalProfile(other).profile.uuid]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(uuid).toBe(uuidV5(`catalog/${catalog.id}`));
  });

  it("holds every objective with its method and the checks that judge it", () => {
    const objectives = objectivesOf(catalog);
    expect(parts.map(({ id }) => id)).toEqual(objectives.map(({ id }) => id));
    for (const [index, { text, method, judgedBy }] of objectives.entries()) {
      const part = parts[index];
      expect(part?.prose).toBe(text["zh-CN"]);
      const judges = (part?.props ?? []).filter(({ name }) => name === "judged-by");
      expect(judges.map((prop) => [prop.value, prop.class])).toEqual(judgedBy.map(({ check, as }) => [check, as]));
      expect(part?.parts?.[0]?.props?.[0]).toEqual({ name: "method", value: method.replace("-r", "") });
    }
  });

  it("carries the weights of the profile where they belong", () => {
    const { modify, metadata } = toOscalProfile(catalog).profile;
    const added = new Map(
      modify.alters.flatMap((alter) => alter.adds.map((add) => [add["by-id"] ?? alter["control-id"], add.props[0]?.value])),
    );
    const { objectiveWeight, controlWeight } = catalog.profile;
    const weights = Object.entries({ ...controlWeight, ...objectiveWeight }).map(([id, weight]) => [id, String(weight)]);
    expect(Object.fromEntries(added)).toEqual(Object.fromEntries(weights));
    const cap = metadata.props.find(({ name }) => name === "rules.controlCap.critical");
    expect(cap?.value).toBe(String(catalog.profile.rules.controlCap.critical));
  });
});

it("makes the UUIDs that RFC 9562 gives as an example", () => {
  expect(uuidV5("www.example.com", "6ba7b810-9dad-11d1-80b4-00c04fd430c8")).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
});
