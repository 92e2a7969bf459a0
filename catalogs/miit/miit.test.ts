import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { formatIssue } from "../../model/yaml/parse-yaml.ts";
import { builtinCatalogs } from "../index.ts";
import { loadCatalog } from "../load-catalog.ts";

/** The official titles of the seven tasks and seventeen controls, with the numbers of the official text. */
const officialTitles = {
  推动工业互联网安全责任落实: { 1: "依法落实企业主体责任", 2: "政府履行监督管理责任" },
  构建工业互联网安全管理体系: { 3: "健全安全管理制度", 4: "建立分类分级管理机制", 5: "建立工业互联网安全标准体系" },
  提升企业工业互联网安全防护水平: {
    6: "夯实设备和控制安全",
    7: "提升网络设施安全",
    8: "强化平台和工业应用程序（APP）安全",
  },
  强化工业互联网数据安全保护能力: { 9: "强化企业数据安全防护能力", 10: "建立工业互联网全产业链数据安全管理体系" },
  建设国家工业互联网安全技术手段: {
    11: "建设国家、省、企业三级协同的工业互联网安全技术保障平台",
    12: "建立工业互联网安全基础资源库",
    13: "建设工业互联网安全测试验证环境",
  },
  加强工业互联网安全公共服务能力: { 14: "开展工业互联网安全评估认证", 15: "提升工业互联网安全服务水平" },
  推动工业互联网安全科技创新与产业发展: { 16: "支持工业互联网安全科技创新", 17: "促进工业互联网安全产业发展" },
};

const folder = builtinCatalogs.miit;
/** Every check that the catalogue names counts as known, so that this test does not depend on what a release has. */
async function loadMiit() {
  const source = await readFile(join(folder, "catalog.yaml"), "utf8");
  const named = new Set(Array.from(source.matchAll(/check: ([a-z.-]+)/g), ([, id = ""]) => id));
  const reserved = parse(await readFile(join(folder, "reserved-checks.yaml"), "utf8")) as { reserved: string[] };
  const parsed = await loadCatalog(folder, { knownChecks: named.difference(new Set(reserved.reserved)) });
  if (!parsed.ok) throw new Error(parsed.issues.map(formatIssue).join("\n"));
  return { catalog: parsed.value, source };
}
const { catalog, source } = await loadMiit();
const controls = catalog.tasks.flatMap((task) => task.controls);
const objectives = controls.flatMap((control) => control.objectives);
const objective = (id: string) => objectives.find((one) => one.id === id);

describe("the catalogue of the Guiding Opinions", () => {
  test("bears the official titles and numbers to the letter", () => {
    const titles = Object.fromEntries(
      catalog.tasks.map((task) => [
        task.title["zh-CN"],
        Object.fromEntries(task.controls.map((control) => [control.officialNo, control.title["zh-CN"]])),
      ]),
    );
    expect(titles).toEqual(officialTitles);
    expect(catalog.title["zh-CN"]).toBe("加强工业互联网安全工作的指导意见");
    expect(catalog.documentNo).toBe("工信部联网安〔2019〕168号");
  });

  test("has as many objectives under each control as the regulation page lists", () => {
    const counts = Object.fromEntries(controls.map((control) => [control.id.slice("miit.".length), control.objectives.length]));
    expect(counts).toEqual({
      ...{ "1.1": 6, "1.2": 4, "2.1": 5, "2.2": 5, "2.3": 4, "3.1": 6, "3.2": 6, "3.3": 6, "4.1": 6, "4.2": 5 },
      ...{ "5.1": 5, "5.2": 4, "5.3": 3, "6.1": 4, "6.2": 3, "7.1": 3, "7.2": 3 },
    });
    expect(objectives).toHaveLength(78);
  });

  test("says each objective once, in Chinese and in English", () => {
    expect(new Set(objectives.map(({ text }) => text["zh-CN"])).size).toBe(78);
    expect(new Set(objectives.map(({ text }) => text.en)).size).toBe(78);
    for (const { text } of objectives) {
      expect(text["zh-CN"]).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  test("sets a space between Chinese and Latin letters or digits, and uses full-width punctuation", () => {
    const chinese = Array.from(source.matchAll(/zh-CN: (.*?)(?:, en:.*)?$/gm), ([, text = ""]) => text);
    expect(chinese.length).toBeGreaterThan(150);
    const numbersOfDocuments = /〔\d{4}〕\d+号/g;
    for (const text of chinese) {
      expect(text.replaceAll(numbersOfDocuments, "")).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
      expect(text).not.toMatch(/\p{Script=Han}[,;:!?()]/u);
    }
  });

  test("asks for a document wherever people examine", () => {
    const examined = objectives.filter(({ method }) => method === "EXAMINE");
    expect(examined.filter(({ document }) => document === undefined)).toEqual([]);
    expect(examined.length).toBeGreaterThan(40);
  });

  test("divides known vulnerabilities between devices and software by role", () => {
    const roles = (id: string) => objective(id)?.judgedBy.find(({ check }) => check === "advisory.known-vulnerability")?.roles;
    expect(roles("miit.3.1.e")).toEqual(["field-device"]);
    expect(roles("miit.3.3.e")).toEqual(["server", "gateway"]);
  });

  test("applies by type and grade", () => {
    const { applicability } = catalog.profile;
    expect(applicability["miit.3.2.f"]).toMatchObject({ types: ["R"], grades: [1, 2, 3] });
    expect(applicability["miit.3.3.b"]).toMatchObject({ types: ["P"], grades: [2, 3] });
    expect(applicability["miit.4.1.f"]).toMatchObject({ types: ["N", "P", "R"], grades: [3] });
    expect(applicability["miit.3.1.a"]).toBeUndefined();
  });
});
