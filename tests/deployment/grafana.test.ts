import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { dataSource } from "../../dashboards/grafana/data-source.ts";
import { dashboardFiles, defaultPlantwatch } from "../../dashboards/grafana/files.ts";
import { pageAt } from "../../dashboards/web/routes.ts";
import { parseDashboard } from "./grafana-dashboard.ts";

const root = join(import.meta.dirname, "../..");
const generated = join(root, "dashboards/grafana/generated");
const schemaFile = join(root, "../shared/schemas/grafana/dashboard.schema.json");
const files = [...dashboardFiles(defaultPlantwatch)].map(([path, text]) => ({ path, text, dashboard: parseDashboard(text) }));

describe("generated dashboards", () => {
  it("are those that are checked in", async () => {
    const checkedIn = (await readdir(generated, { recursive: true })).filter((path) => path.endsWith(".json"));
    expect(checkedIn.sort()).toEqual(files.map(({ path }) => path).sort());
    for (const { path, text } of files) {
      expect(await readFile(join(generated, path), "utf8"), `run: node dashboards/grafana/generate.ts (${path})`).toBe(text);
    }
  });

  it("ask the same in both languages and share no uid or title", () => {
    const queries = (language: string) =>
      files
        .filter(({ path }) => path.startsWith(`${language}/`))
        .map(({ dashboard }) => dashboard.panels.map(({ targets }) => targets.map(({ query }) => query)));
    expect(queries("zh-CN")).toEqual(queries("en"));
    for (const part of ["uid", "title"] as const) {
      expect(new Set(files.map(({ dashboard }) => dashboard[part])).size, part).toBe(files.length);
    }
  });

  it.each(files)("$path keeps to the grid, with a title of its own for each panel", ({ dashboard: { panels } }) => {
    expect(panels.filter(({ gridPos: { x, w } }) => x < 0 || x + w > 24)).toEqual([]);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size, "panels lie on each other").toBe(cells.length);
    for (const part of ["id", "title"] as const) expect(new Set(panels.map((panel) => panel[part])).size).toBe(panels.length);
  });

  it.each(files)("$path takes everything from the one data source", ({ text }) => {
    const uids = [...text.matchAll(/"uid": "([^"]*)"/g)]
      .map(([, uid]) => uid)
      .filter((uid) => !uid?.startsWith("plantwatch-") || uid === dataSource.uid);
    expect(new Set(uids)).toEqual(new Set([dataSource.uid]));
  });

  it.each(files.filter(({ path }) => path.startsWith("zh-CN/")))("$path speaks Chinese everywhere", ({ dashboard }) => {
    const texts = [dashboard.title, ...dashboard.panels.flatMap(({ title, description }) => [title, description ?? title])];
    expect(texts.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
    const english = files.find(({ path }) => path === `en/${dashboard.uid.replace(/^plantwatch-(.*)-zh$/, "$1")}.json`);
    expect(
      english?.text.replaceAll(/\p{Script=Han}+/gu, "汉").match(/"(title|description|displayName|alias)": "[^"]*汉/),
    ).toBeNull();
  });

  it.each(files)("$path leads to pages that exist", ({ text }) => {
    const links = [...text.matchAll(/"url": "\$\{plantwatch\}([^"]*)"/g)].map(([, link = ""]) =>
      link.replaceAll(/\$\{[^}]*\}/g, "x"),
    );
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => pageAt(link.split("?")[0] ?? "").name === "not-found")).toEqual([]);
  });
});

const noSchema = !existsSync(schemaFile);
if (noSchema) process.stderr.write(`\nSKIPPED: dashboards against their schema: ${schemaFile} is not there.\n`);

describe.skipIf(noSchema)("against the schema of Grafana's dashboards", async () => {
  const schema: unknown = noSchema ? {} : JSON.parse(await readFile(schemaFile, "utf8"));
  const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
  const validate = ajv.compile(noSchema ? {} : withAnyValue(schema));
  const errorsOf = (dashboard: unknown) => {
    validate(dashboard);
    return validate.errors ?? [];
  };

  it.each(files)("$path is valid", ({ text }) => {
    expect(errorsOf(JSON.parse(text))).toEqual([]);
  });

  it("would notice a wrong panel", () => {
    const wrong = parseDashboard(files[0]?.text ?? "");
    expect(errorsOf({ ...wrong, panels: [{ ...wrong.panels[0], gridPos: { x: "left" } }] })).not.toEqual([]);
  });
});

/**
 * Where the dashboard's types say "any" (the builders' own do), the schema says "object", which would forbid to name a field in an
 * override. Those two places are opened, nothing else.
 */
function withAnyValue(schema: unknown): Record<string, unknown> {
  const definition = z.looseObject({ properties: z.record(z.string(), z.unknown()).default({}) });
  const opened = z.looseObject({ definitions: z.record(z.string(), definition) }).parse(schema);
  for (const [type, property] of [
    ["MatcherConfig", "options"],
    ["DynamicConfigValue", "value"],
  ] as const) {
    const properties = opened.definitions[type]?.properties;
    if (properties?.[property] === undefined) throw new Error(`the schema has no ${type}.${property}`);
    properties[property] = {};
  }
  return opened;
}

describe("provisioning", () => {
  const read = async (path: string): Promise<unknown> =>
    parse(await readFile(join(root, "dashboards/grafana/provisioning", path), "utf8"));

  it("gives the data source under the uid that the dashboards use, without a password in the file", async () => {
    const schema = z.object({
      datasources: z.array(
        z.looseObject({ uid: z.string(), type: z.string(), secureJsonData: z.object({ password: z.string() }) }),
      ),
    });
    const { datasources } = schema.parse(await read("datasources/plantwatch.yaml"));
    expect(datasources.map(({ uid, type }) => ({ uid, type }))).toEqual([dataSource]);
    expect(datasources[0]?.secureJsonData.password).toMatch(/^\$__file\{\/.+\}$/);
  });

  it("has a provider for every language", async () => {
    const schema = z.object({ providers: z.array(z.looseObject({ options: z.object({ path: z.string() }) })) });
    const { providers } = schema.parse(await read("dashboards/plantwatch.yaml"));
    const languages = new Set(files.map(({ path }) => path.split("/")[0]));
    expect(new Set(providers.map(({ options }) => options.path.split("/").at(-1)))).toEqual(languages);
  });
});
