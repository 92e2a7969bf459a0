import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { publishedSchemas } from "../../app/config/published-schemas.ts";

const published = Object.entries(publishedSchemas());

describe("published JSON Schemas", () => {
  it.each(published)("docs/schemas/%s is what the program checks by (npm run schemas writes it)", async (file, schema) => {
    const written: unknown = JSON.parse(await readFile(new URL(`../../docs/schemas/${file}`, import.meta.url), "utf8"));
    expect(written).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it("accept a right inventory and refuse a wrong one", () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(publishedSchemas()["inventory.schema.json"] as object);
    const inventory = {
      enterprise: { id: "works", name: "水厂", types: ["N"], grade: 2 },
      sites: [{ id: "east", name: "东区", collectors: [{ id: "c1" }] }],
      assets: [
        {
          id: "plc",
          name: "PLC",
          site: "east",
          role: "field-device",
          endpoints: [{ id: "mb", protocol: "modbus", url: "modbus://10.0.0.1:502/1" }],
        },
      ],
    };
    expect(validate(inventory), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...inventory, assets: [{ id: "plc" }] })).toBe(false);
    expect(validate({ ...inventory, enterprise: { ...inventory.enterprise, colour: "red" } })).toBe(false);
  });
});
