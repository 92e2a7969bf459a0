import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { catalogSummarySchema } from "../../api/contract/catalogs.ts";
import { listOf } from "../../api/contract/common.ts";
import { openTestCentre } from "../../api/testing/open-centre.ts";
import { readCatalogs } from "../../app/centre/read-catalog.ts";
import { loadSettings } from "../../app/config/config.ts";
import { builtinCatalogs } from "../../catalogs/index.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-catalogues-"));
  const page = await readFile(join(root, "docs/catalogues.md"), "utf8");
  for (const [, indent = "", name = "", content = ""] of page.matchAll(/^( *)```yaml\n *# (\S+)\n([\s\S]*?)^ *```/gm)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content.replaceAll(new RegExp(`^${indent}`, "gm"), ""));
  }
});
afterAll(() => rm(folder, { recursive: true }));

const check = () => {
  const run = spawnSync(process.execPath, [join(root, "app/bin.mjs"), "catalog", "check", "mill-rules"], { cwd: folder });
  return { status: run.status, said: run.stdout.toString() };
};

it("the catalogue of the page is right as it stands, and a mistake in it is named", async () => {
  expect(check()).toMatchObject({ status: 0, said: expect.stringContaining("1 tasks, 1 controls, 2 objectives") });
  const file = join(folder, "mill-rules/profile.yaml");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(", mill.1.1.b: 2", ""));
  expect(check()).toMatchObject({ status: 2, said: expect.stringContaining("the weight of mill.1.1.b is missing") });
  await writeFile(file, text);
});

it("the configuration of the page switches it on, and every enterprise has a score of its own by it", async () => {
  const settings = await loadSettings(join(folder, "plantwatch.yaml"), {});
  expect(settings.centre?.catalogs).toEqual(["miit", join(folder, "mill-rules")]);
  const test = await openTestCentre({ catalogs: await readCatalogs(settings.centre?.catalogs ?? []) });
  try {
    const token = await test.tokenFor({ role: "viewer", enterpriseId: null });
    const listed = await test.ask("/api/v1/catalogs", { token });
    expect(
      listOf(catalogSummarySchema)
        .parse(await listed.json())
        .items.map(({ id }) => id),
    ).toEqual(["miit", "mill"]);
    await vi.waitFor(async () => {
      const mill = await test.records.scores.latest("waterworks", null, "mill");
      // One of two assets has an owner (criticality 5 of 5 + 3), and nobody has handed in the pledges, which weigh 2 of 3.
      expect(mill?.root?.demonstrated).toBeCloseTo((100 * 5) / 8 / 3, 10);
      expect(mill?.root?.potential).toBeCloseTo((100 * (5 / 8 + 2)) / 3, 10);
      expect((await test.records.scores.latest("waterworks", null, "miit"))?.root?.demonstrated).not.toBe(
        mill?.root?.demonstrated,
      );
    }, 15_000);
    const oscal = await test.ask("/api/v1/catalogs/mill/oscal?model=profile", { token });
    expect(oscal.headers.get("content-disposition")).toBe('attachment; filename="mill-profile.json"');
    expect(await oscal.json()).toMatchObject({ profile: { metadata: { version: "1" } } });
  } finally {
    await test.close();
  }
});

it("two catalogues with one id are refused", async () => {
  await expect(readCatalogs(["miit", "miit"])).rejects.toMatchObject({ code: "catalog-twice", target: "miit" });
});

it("all catalogues that come with Plantwatch can be switched on with the checks of this release", async () => {
  const catalogs = await readCatalogs(Object.keys(builtinCatalogs));
  expect(catalogs.map(({ id }) => id)).toEqual(Object.keys(builtinCatalogs));
});
