import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { languages } from "../../model/language.ts";
import { render } from "../../model/messages/index.ts";
import { formatIssue, parseYaml } from "../../model/yaml/parse-yaml.ts";
import type { Check } from "./define.ts";
import { checks } from "./index.ts";
import { type BaseFacts, baseFactsSchema, type Case, casesSchema, resolveCases, runCase } from "./run-case.ts";

const folder = import.meta.dirname;

function readYaml<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  const parsed = parseYaml(readFileSync(file, "utf8"), file, schema);
  if (!parsed.ok) throw new Error(parsed.issues.map(formatIssue).join("\n"));
  return parsed.value;
}

function casesOf(file: string): readonly Case[] {
  const baseFile = join(dirname(file), "base-facts.yaml");
  const bases: BaseFacts = existsSync(baseFile) ? readYaml(baseFile, baseFactsSchema) : {};
  try {
    return resolveCases(readYaml(file, casesSchema), bases);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function casesFile(check: Check): string {
  const [subject = "", name = ""] = check.id.split(".");
  return join(folder, subject, `${name}.cases.yaml`);
}

/** Endpoint checks rest on probes, which can be silent; the others rest on records and need not know an unknown. */
function neededStatuses(check: Check): readonly string[] {
  return check.scope === "endpoint" ? ["pass", "fail", "unknown"] : ["pass", "fail"];
}

describe.each(checks.map((check) => [check.id, check] as const))("%s", (_id, check) => {
  const cases = existsSync(casesFile(check)) ? casesOf(casesFile(check)) : [];

  it("has a case for each verdict that it can give", () => {
    const statuses = cases.map((given) => given.expect.status);
    expect(statuses, `statuses in ${casesFile(check)}`).toEqual(expect.arrayContaining([...neededStatuses(check)]));
  });

  it.each(cases.map((given) => [given.name, given] as const))("%s", (_name, given) => {
    const verdict = runCase(check, given);
    const { severity = check.severity, evidence, ...expected } = given.expect;
    expect({ status: verdict.status, because: verdict.because.key }).toEqual(expected);
    if (verdict.status === "fail") expect(verdict.severity).toBe(severity);
    if (evidence !== undefined) expect(verdict.evidence.map((one) => one.pointer).toSorted()).toEqual(evidence.toSorted());
    for (const said of [verdict.because, ...verdict.notices]) {
      const rendered = render(said);
      for (const language of languages) expect(rendered[language]).not.toMatch(/^$|undefined|NaN|\[object/);
      expect(rendered.en, "the message key has a text").not.toBe(said.key);
    }
  });
});

describe("every check", () => {
  it("has an id of the permanent form, in use once", () => {
    for (const { id } of checks) expect(id).toMatch(/^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(new Set(checks.map((check) => check.id)).size).toBe(checks.length);
  });

  it.each(checks.map((check) => [check.id, check] as const))("%s speaks both languages in full sentences", (_id, check) => {
    for (const part of [check.text.title, check.text.rationale, check.text.remediation]) {
      expect(part["zh-CN"]).toMatch(/\p{Script=Han}.*。$/su);
      expect(part.en).toMatch(/^[A-Z].*\.$/s);
    }
    expect(check.effort).toBeGreaterThan(0);
  });

  it("gives way without going round in a circle", () => {
    const causes = new Map(checks.map((check) => [check.id, check.givesWayTo ?? []]));
    const reaches = (from: string, goal: string, path: readonly string[]): boolean =>
      (causes.get(from) ?? []).some((next) => next === goal || (!path.includes(next) && reaches(next, goal, [...path, next])));
    expect(checks.map((check) => check.id).filter((id) => reaches(id, id, []))).toEqual([]);
  });

  it("owns every file of cases in its folder", () => {
    const files = globSync("*/*.cases.yaml", { cwd: folder }).map((file) => join(folder, file));
    const owned = checks.map(casesFile);
    expect(files.filter((file) => !owned.includes(file)).map((file) => basename(file))).toEqual([]);
  });
});
