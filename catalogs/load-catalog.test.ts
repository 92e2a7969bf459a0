import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadCatalog } from "./load-catalog.ts";

const catalogYaml = `id: demo
title: { zh-CN: 示例, en: Example }
documentNo: 示例〔2026〕1号
issued: "2026-01-01"
source: https://example.org
confirmed: true
tasks:
  - id: demo.1
    title: { zh-CN: 任务, en: Task }
    confirmed: true
    controls:
      - id: demo.1.1
        title: { zh-CN: 控制项, en: Control }
        summary: { zh-CN: 概述, en: Summary }
        owedBy: [enterprise]
        confirmed: true
        source: https://example.org
        objectives:
          - id: demo.1.1.a
            text: { zh-CN: 评价目标甲, en: Objective A }
            method: TEST
            basis: [D]
            valid: { hours: 24 }
            judgedBy:
              - { check: net.public-address, as: primary, roles: [server] }
            confirmed: true
          - id: demo.1.1.b
            text: { zh-CN: 评价目标乙, en: Objective B }
            method: TEST
            basis: [D]
            valid: { hours: 24 }
            judgedBy:
              - { check: net.public-address, as: primary, roles: [gateway] }
              - { check: net.zone-crossing, as: primary }
            confirmed: true
          - id: demo.1.1.c
            text: { zh-CN: 评价目标丙, en: Objective C }
            method: EXAMINE
            basis: [D]
            valid: { months: 12 }
            confirmed: true
`;

const profileYaml = `catalog: demo
version: "1"
taskWeight: { demo.1: 1 }
controlWeight: { demo.1.1: 1 }
objectiveWeight:
  demo.1.1.a: 3
  demo.1.1.b: 2
  demo.1.1.c: 1
periods:
  grade1: { assessMonths: null, submitMonths: null, confirmed: false }
  grade2: { assessMonths: 24, submitMonths: 12, confirmed: false }
  grade3: { assessMonths: 12, submitMonths: 12, confirmed: false }
authority:
  N: { zh-CN: 甲, en: A }
  P: { zh-CN: 乙, en: B }
  R: { zh-CN: 丙, en: C }
  confirmed: false
rules:
  severityWeight: { critical: 10, high: 7, medium: 4, low: 1 }
  enterpriseCriticality: 3
  claimValue: { satisfied: 1, partial: 0.5, not-satisfied: 0 }
  controlCap: { critical: 40, criticalFrom: 3, criticalElse: 70, highSlope: 30 }
  enterpriseCap: { at: 60, criticalityFrom: 4 }
`;

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "catalog-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Files {
  readonly catalog?: string;
  readonly profile?: string;
  readonly reserved?: string;
  readonly duties?: string;
  readonly known?: readonly string[];
}

async function load({ catalog = catalogYaml, profile = profileYaml, reserved, duties, known }: Files) {
  await writeFile(join(folder, "catalog.yaml"), catalog);
  await writeFile(join(folder, "profile.yaml"), profile);
  if (reserved !== undefined) await writeFile(join(folder, "reserved-checks.yaml"), reserved);
  if (duties !== undefined) await writeFile(join(folder, "duties.yaml"), duties);
  return loadCatalog(folder, { knownChecks: new Set(known ?? ["net.public-address", "net.zone-crossing"]) });
}

/** The faults as `file:line message`, the folder left out. */
async function faults(files: Files): Promise<string[]> {
  const parsed = await load(files);
  if (parsed.ok) return [];
  return parsed.issues.map(({ file, line, message }) => `${file.slice(folder.length + 1)}:${line} ${message}`);
}

/** Replaces a text that must be there, and says on which line it stands. */
function change(text: string, from: string, to: string): { text: string; line: number } {
  const at = text.indexOf(from);
  if (at < 0) throw new Error(`the fixture does not hold ${from}`);
  return { text: text.replace(from, to), line: text.slice(0, at).split("\n").length };
}

test("a catalogue and its profile that agree are loaded together", async () => {
  const parsed = await load({});
  expect(parsed.ok && parsed.value.profile.objectiveWeight["demo.1.1.b"]).toBe(2);
  expect(parsed.ok && parsed.value.tasks[0]?.controls[0]?.objectives[1]?.judgedBy[1]?.check).toBe("net.zone-crossing");
});

test("a missing file is named", async () => {
  await writeFile(join(folder, "catalog.yaml"), catalogYaml);
  const parsed = await loadCatalog(folder, { knownChecks: new Set(["net.public-address", "net.zone-crossing"]) });
  expect(parsed).toEqual({
    ok: false,
    issues: [{ file: join(folder, "profile.yaml"), line: 1, column: 1, path: "", message: "the file is missing" }],
  });
});

describe("the loader refuses in the catalogue, with file and line,", () => {
  const cases: readonly { fault: string; from: string; to: string; message: RegExp; at: string }[] = [
    {
      fault: "an unknown check",
      from: "net.zone-crossing",
      to: "net.nothing",
      message: /no check net\.nothing/,
      at: "net.nothing",
    },
    { fault: "a wrong parent", from: "- id: demo.1.1.a", to: "- id: demo.2.1.a", message: /under demo\.1\.1/, at: "demo.2.1.a" },
    {
      fault: "a level too many",
      from: "- id: demo.1.1.a",
      to: "- id: demo.1.1.a.x",
      message: /under demo\.1\.1/,
      at: "demo.1.1.a.x",
    },
    {
      fault: "a double id",
      from: "- id: demo.1.1.b",
      to: "- id: demo.1.1.a",
      message: /demo\.1\.1\.a stands twice/,
      at: "demo.1.1.a",
    },
    {
      fault: "a primary check in two objectives for one role",
      from: "roles: [gateway]",
      to: "roles: [gateway, server]",
      message: /net\.public-address is primary in demo\.1\.1\.a already for the role server/,
      at: "roles: [gateway, server]",
    },
    {
      fault: "a primary check in two objectives, one of them for all roles",
      from: ", roles: [gateway]",
      to: "",
      message: /net\.public-address is primary in demo\.1\.1\.a already/,
      at: "{ check: net.public-address, as: primary }",
    },
    {
      fault: "an examined objective with checks",
      from: "TEST",
      to: "EXAMINE",
      message: /no check may judge it/,
      at: "judgedBy:",
    },
    {
      fault: "a tested objective without checks",
      from: "EXAMINE",
      to: "TEST-r",
      message: /needs judgedBy/,
      at: "method: TEST-r",
    },
    { fault: "an unknown method", from: "EXAMINE", to: "GUESS", message: /TEST/, at: "method: GUESS" },
  ];
  test.each(cases)("$fault", async ({ from, to, message, at }) => {
    const { text } = change(catalogYaml, from, to);
    const found = await faults({ catalog: text });
    expect(found[0]).toMatch(message);
    const line = Number(/^catalog\.yaml:(\d+) /.exec(found[0] ?? "")?.[1]);
    expect(text.split("\n")[line - 1]).toContain(at);
  });

  test("a missing language", async () => {
    const { text, line } = change(catalogYaml, "text: { zh-CN: 评价目标乙, en: Objective B }", "text: { zh-CN: 评价目标乙 }");
    const parsed = await load({ catalog: text });
    expect(parsed.ok ? [] : parsed.issues).toMatchObject([{ line, path: "tasks[0].controls[0].objectives[1].text.en" }]);
  });

  test("an objective without a method", async () => {
    const { text } = change(catalogYaml, "            method: EXAMINE\n", "");
    const parsed = await load({ catalog: text });
    expect(parsed.ok ? [] : parsed.issues).toMatchObject([{ path: "tasks[0].controls[0].objectives[2].method" }]);
  });

  test("a task with the catalogue's own id beside another", async () => {
    const { text } = change(catalogYaml, "  - id: demo.1\n", "  - id: demo\n");
    expect(await faults({ catalog: text })).toContainEqual(expect.stringContaining("demo.1.1 stands"));
  });
});

test("a single task may bear the catalogue's own id", async () => {
  const catalog = catalogYaml.replace("- id: demo.1\n", "- id: demo\n").replaceAll("demo.1.1", "demo.1");
  const profile = profileYaml.replace("{ demo.1: 1 }", "{ demo: 1 }").replaceAll("demo.1.1", "demo.1");
  expect(await faults({ catalog, profile })).toEqual([]);
});

describe("the loader refuses in the profile, with file and line,", () => {
  const cases: readonly { fault: string; from: string; to: string; message: string }[] = [
    { fault: "another catalogue's profile", from: "catalog: demo", to: "catalog: other", message: "this profile is for other" },
    { fault: "a weight that is missing", from: "  demo.1.1.b: 2\n", to: "", message: "the weight of demo.1.1.b is missing" },
    { fault: "a weight for no node", from: "demo.1.1.c: 1", to: "demo.1.1.c: 1\n  demo.9: 1", message: "there is no demo.9" },
    { fault: "a weight of zero", from: "demo.1.1.c: 1", to: "demo.1.1.c: 0", message: "expected number to be >0" },
    { fault: "a cap above 100", from: "critical: 40", to: "critical: 140", message: "must lie between 0 and 100, is 140" },
    { fault: "a cap below 0", from: "at: 60", to: "at: -1", message: "must lie between 0 and 100, is -1" },
    { fault: "a criticality above 5", from: "criticalityFrom: 4", to: "criticalityFrom: 6", message: "between 1 and 5, is 6" },
    { fault: "a claim worth more than 1", from: "partial: 0.5", to: "partial: 1.5", message: "between 0 and 1, is 1.5" },
    { fault: "a severity that weighs nothing", from: "low: 1", to: "low: 0", message: "must be above 0, is 0" },
  ];
  test.each(cases)("$fault", async ({ from, to, message }) => {
    const { text } = change(profileYaml, from, to);
    const found = await faults({ profile: text });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^profile\.yaml:\d+ /);
    expect(found[0]).toContain(message);
  });

  test("applicability of an objective that does not exist, at its line", async () => {
    const profile = `${profileYaml}applicability:\n  demo.1.1.z: { grades: [3] }\n`;
    const line = profile.split("\n").length - 1;
    expect(await faults({ profile })).toEqual([`profile.yaml:${line} there is no objective demo.1.1.z in demo`]);
  });
});

describe("duties", () => {
  const duties = (objective: string, id = "one") =>
    `duties:\n  - id: ${id}\n    title: { zh-CN: 评测, en: Assessment }\n    term: { kind: every, objective: ${objective}, months: assess }\n    source: x\n    confirmed: false\n`;

  test("are loaded where the catalogue has any", async () => {
    const parsed = await load({ duties: duties("demo.1.1.c") });
    expect(parsed.ok && parsed.value.duties?.duties[0]?.grades).toEqual([1, 2, 3]);
    const without = await load({ duties: "duties: []\n" });
    expect(without.ok && without.value.duties).toEqual({ duties: [], clocks: [] });
  });

  test("must be about objectives of the catalogue and stand once, at their line", async () => {
    expect(await faults({ duties: duties("demo.9.9.z") })).toEqual(["duties.yaml:4 there is no objective demo.9.9.z in demo"]);
    const twice = `${duties("demo.1.1.c")}${duties("demo.1.1.c").replace("duties:\n", "")}`;
    expect(await faults({ duties: twice })).toEqual(["duties.yaml:7 the id one stands twice"]);
  });
});

describe("reserved checks", () => {
  const reserved = "reserved:\n  - net.zone-crossing\n";

  test("may be named though this release has no such check, and are listed", async () => {
    const parsed = await load({ reserved, known: ["net.public-address"] });
    expect(parsed.ok && parsed.value.reservedChecks).toEqual(["net.zone-crossing"]);
  });

  test("must leave the list once this release has the check", async () => {
    expect(await faults({ reserved })).toEqual([
      "reserved-checks.yaml:2 net.zone-crossing is a check of this release: remove it from reserved",
    ]);
  });

  test("stand once", async () => {
    const twice = `${reserved}  - net.zone-crossing\n`;
    expect(await faults({ reserved: twice, known: ["net.public-address"] })).toEqual([
      "reserved-checks.yaml:3 net.zone-crossing stands twice",
    ]);
  });
});
