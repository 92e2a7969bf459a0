import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { builtinCatalogs, catalogFolders, defaultCatalogs } from "./index.ts";
import { judgesOf, loadBuiltin, objectivesOf } from "./testing/load-builtin.ts";

const loaded = await Promise.all(
  catalogFolders().map(async (folder) => ({
    catalog: await loadBuiltin(folder),
    source: await readFile(join(folder, "catalog.yaml"), "utf8"),
  })),
);
const byId = new Map(loaded.map(({ catalog }) => [catalog.id, catalog]));

test("each folder bears the name of its catalogue, and the Guiding Opinions alone are scored by default", () => {
  expect(catalogFolders().map((folder) => basename(folder))).toEqual(loaded.map(({ catalog }) => catalog.id));
  expect(Object.keys(builtinCatalogs)).toEqual(["miit", "ip", "pi", "app", "minors", "ads"]);
  expect(defaultCatalogs).toEqual(["miit"]);
});

test("each catalogue has as many objectives as the regulation page lists", () => {
  const counts = Object.fromEntries(Array.from(byId, ([id, catalog]) => [id, objectivesOf(catalog).length]));
  expect(counts).toEqual({ miit: 78, ip: 9, pi: 8, app: 8, minors: 6, ads: 7 });
});

describe.each(loaded.map(({ catalog, source }) => ({ id: catalog.id, catalog, source })))(
  "catalogue $id",
  ({ catalog, source }) => {
    const objectives = objectivesOf(catalog);

    test("says each objective once, in Chinese and in English", () => {
      expect(new Set(objectives.map(({ text }) => text["zh-CN"])).size).toBe(objectives.length);
      expect(new Set(objectives.map(({ text }) => text.en)).size).toBe(objectives.length);
      for (const { text } of objectives) {
        expect(text["zh-CN"]).toMatch(/\p{Script=Han}/u);
        expect(text.en).not.toMatch(/\p{Script=Han}/u);
      }
    });

    test("sets a space between Chinese and Latin letters or digits, and full-width punctuation", () => {
      const title = catalog.title["zh-CN"];
      const chinese = Array.from(source.matchAll(/zh-CN: (?:>-\s+)?"?(.*?)"?(?:, en:.*)?$/gm), ([, text = ""]) => text);
      expect(chinese.length).toBeGreaterThan(objectives.length);
      for (const text of chinese.filter((one) => one !== title)) {
        expect(text).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
        expect(text).not.toMatch(/\p{Script=Han}[,;:!?()]/u);
      }
    });

    test("asks for a document wherever people examine, and nowhere else", () => {
      for (const { id, method, document } of objectives) expect([id, document !== undefined]).toEqual([id, method === "EXAMINE"]);
    });
  },
);

function judges(catalogId: string): Record<string, string[]> {
  const catalog = byId.get(catalogId);
  if (catalog === undefined) throw new Error(`no catalogue ${catalogId}`);
  return judgesOf(catalog);
}

test("addresses are judged where the map of checks puts them", () => {
  expect(judges("ip")).toEqual({
    "ip.1.b": ["primary net.address-partly-recorded"],
    "ip.1.c": ["secondary net.address-partly-recorded"],
    "ip.2.a": ["primary net.address-unrecorded"],
    "ip.2.b": ["primary net.address-record-wrong"],
    "ip.2.c": ["primary net.address-record-stale"],
    "ip.3.b": ["primary process.ip-sweep"],
  });
});

test("personal information is judged by secondary checks alone, so that no cap comes from there", () => {
  const [checks = []] = Object.values(judges("pi"));
  expect(checks).toHaveLength(5);
  expect(checks.every((check) => check.startsWith("secondary "))).toBe(true);
});

test("the official titles of the other instruments stand to the letter", () => {
  expect(Array.from(byId.values(), ({ title, documentNo }) => [title["zh-CN"], documentNo]).slice(1, 5)).toEqual([
    ["关于进一步做好IP地址备案管理工作的通知", "工信管函〔2019〕621号"],
    ["互联网个人信息安全保护指南", "公安部网络安全保卫局等三家单位联合发布"],
    ["移动互联网应用程序（App）安全认证实施规则", "中国网络安全审查技术与认证中心实施"],
    ["未成年人节目管理规定", "国家广播电视总局令第3号"],
  ]);
});
