import { describe, expect, it } from "vitest";
import type { ObjectiveClaim } from "../../model/attestation.ts";
import type { Finding } from "../../model/finding.ts";
import { day, hour } from "../../model/instant.ts";
import { type Inventory, inventorySchema } from "../../model/inventory/inventory.ts";
import { message } from "../../model/messages/index.ts";
import type { SheetObjective } from "../../model/score.ts";
import type { Verdict, VerdictStatus } from "../../model/verdict.ts";
import { buildSheet, type SheetInput } from "./build-sheet.ts";
import { catalogOf, checkOf, word } from "./fixtures.ts";
import { scoreEnterprise, scoreWithSites } from "./score-enterprise.ts";

const now = Date.parse("2026-11-24T08:00:00Z");
const examine = { method: "EXAMINE", basis: ["D"], valid: { months: 12 } };
const test = (check: string, over: object = {}) => ({
  method: "TEST",
  basis: ["D"],
  valid: { hours: 24 },
  judgedBy: [{ check, as: "primary" }],
  ...over,
});

const endpoints = ["a", "b"].map((id) => ({ id, protocol: "modbus", url: `modbus://127.0.0.1/${id === "a" ? 1 : 2}` }));
const works: Inventory = inventorySchema.parse({
  enterprise: { id: "works", name: "Works", types: ["N"], grade: 2 },
  sites: [
    { id: "north", name: "North", collectors: [{ id: "c1" }] },
    { id: "south", name: "South", collectors: [{ id: "c1" }] },
  ],
  assets: [
    { id: "plc", name: "PLC", site: "north", role: "field-device", criticality: 5, endpoints },
    { id: "hmi", name: "HMI", site: "south", role: "server", endpoints },
  ],
});

function verdict(assetId: string | null, status: VerdictStatus, over: Partial<Verdict> = {}): Verdict {
  return {
    checkId: "x.door",
    enterpriseId: "works",
    siteId: works.assets.find((asset) => asset.id === assetId)?.site ?? null,
    assetId,
    endpointId: "a",
    status,
    severity: "high",
    because: message("common.not-applicable"),
    notices: [],
    evidence: [],
    evidenceAt: now - hour,
    judgedAt: now,
    ...over,
  };
}

function finding(assetId: string | null, over: Partial<Finding> = {}): Finding {
  return {
    id: `${assetId}`,
    checkId: "x.door",
    enterpriseId: "works",
    siteId: works.assets.find((asset) => asset.id === assetId)?.site ?? null,
    assetId,
    status: "open",
    severity: "high",
    firstSeen: now - day,
    lastSeen: now - hour,
    resolvedAt: null,
    acknowledgedBy: null,
    waiver: null,
    rectification: null,
    endpoints: [],
    version: 1,
    ...over,
  };
}

function attestation(over: Partial<ObjectiveClaim>): ObjectiveClaim {
  return {
    id: "a1",
    enterpriseId: "works",
    objectiveId: "t.1.1.a",
    claim: "satisfied",
    documents: [{ name: "letter.pdf", sha256: "0".repeat(64) }],
    by: "li",
    reviewedBy: "wang",
    madeAt: now - 30 * day,
    validUntil: null,
    ...over,
  };
}

function input(over: Partial<SheetInput> = {}): SheetInput {
  return {
    catalog: catalogOf({ a: test("x.door") }),
    inventory: works,
    verdicts: [],
    findings: [],
    attestations: [],
    checks: [checkOf("x.door")],
    now,
    ...over,
  };
}

function objectiveOf(over: Partial<SheetInput>): SheetObjective | undefined {
  return buildSheet(input(over)).objectives[0];
}

const withGrade = (grade: number, types = ["N"]): Inventory =>
  inventorySchema.parse({ ...works, enterprise: { ...works.enterprise, grade, types } });

describe("the pairs of a sheet", () => {
  it("are the verdicts of the checks that judge the objective, with nominal severities and all weights of the profile", () => {
    const verdicts = [verdict("plc", "pass"), verdict("hmi", "not-applicable"), verdict("plc", "fail", { checkId: "x.other" })];
    expect(buildSheet(input({ verdicts }))).toEqual({
      assets: { plc: 5, hmi: 3 },
      taskWeight: { "t.1": 2 },
      controlWeight: { "t.1.1": 3 },
      objectives: [
        {
          id: "t.1.1.a",
          weight: 5,
          method: "TEST",
          basis: "opinions",
          secondary: [],
          pairs: [
            ["hmi", "x.door", "high", "not-applicable"],
            ["plc", "x.door", "high", "pass"],
          ],
          attestation: null,
        },
      ],
    });
  });

  it("name secondary judges and keep to roles", () => {
    const judgedBy = [{ check: "x.door", as: "secondary", roles: ["server"] }];
    const objective = objectiveOf({
      catalog: catalogOf({ a: test("x.door", { judgedBy }) }),
      verdicts: [verdict("plc", "pass"), verdict("hmi", "pass")],
    });
    expect(objective).toMatchObject({ secondary: ["x.door"], pairs: [["hmi", "x.door", "high", "pass"]] });
  });

  it("take the worst endpoint after staleness", () => {
    const stale = verdict("plc", "pass", { endpointId: "b", evidenceAt: now - 25 * hour });
    expect(objectiveOf({ verdicts: [verdict("plc", "pass"), stale] })?.pairs).toEqual([["plc", "x.door", "high", "unknown"]]);
  });

  it("turn a pass unknown once it is older than the objective's validity; nothing else goes stale", () => {
    const aged = (status: VerdictStatus, age: number) =>
      objectiveOf({ verdicts: [verdict("plc", status, { evidenceAt: now - age })] })?.pairs[0]?.[3];
    expect(aged("pass", 24 * hour)).toBe("pass");
    expect(aged("pass", 24 * hour + 1)).toBe("unknown");
    expect(aged("not-applicable", 99 * day)).toBe("not-applicable");
    expect(aged("fail", 99 * day)).toBe("fail");
    const recorded = objectiveOf({ verdicts: [verdict("plc", "pass", { evidenceAt: null })] });
    expect(recorded?.pairs[0]?.[3], "a pass from records alone").toBe("pass");
  });

  it("go by the validity that the objective has", () => {
    const aged = (valid: unknown, age: number, grade = 2) =>
      objectiveOf({
        catalog: catalogOf({ a: test("x.door", { valid }) }),
        inventory: withGrade(grade),
        verdicts: [verdict("plc", "pass", { evidenceAt: now - age })],
      })?.pairs[0]?.[3];
    expect([aged({ days: 7 }, 7 * day), aged({ days: 7 }, 7 * day + 1)]).toEqual(["pass", "unknown"]);
    expect([aged({ months: 6 }, 180 * day), aged({ months: 6 }, 190 * day)]).toEqual(["pass", "unknown"]);
    expect(aged("live", 999 * day)).toBe("pass");
    const period = { period: "assess", grade1Months: 1 };
    expect([aged(period, 400 * day, 2), aged(period, 400 * day, 3), aged(period, 400 * day, 1)]).toEqual([
      "pass",
      "unknown",
      "unknown",
    ]);
    expect(aged({ period: "assess" }, 9999 * day, 1)).toBe("pass");
  });

  it("fail while a finding is unresolved, whatever its status and the newest verdict say", () => {
    const pairWith = (status: Finding["status"], now_: VerdictStatus) =>
      objectiveOf({ verdicts: [verdict("plc", now_)], findings: [finding("plc", { status })] })?.pairs[0]?.[3];
    expect([pairWith("open", "unknown"), pairWith("acknowledged", "unknown"), pairWith("waived", "unknown")]).toEqual([
      "fail",
      "fail",
      "fail",
    ]);
    expect(pairWith("resolved", "pass")).toBe("pass");
    expect(objectiveOf({ findings: [finding("plc")] })?.pairs, "the endpoint is gone").toEqual([
      ["plc", "x.door", "high", "fail"],
    ]);
  });

  it("carry the finding's own severity where it differs, one step lower under a compensating measure", () => {
    const given = {
      verdicts: [verdict("plc", "fail", { severity: "critical" })],
      findings: [finding("plc", { severity: "critical" })],
    };
    expect(objectiveOf(given)?.pairs).toEqual([["plc", "x.door", "high", "fail", "critical"]]);
    const measure = { assetId: "plc", checkId: "x.door", document: true, by: "li", reviewedBy: "wang", until: now + day };
    expect(objectiveOf({ ...given, measures: [measure] })?.pairs).toEqual([["plc", "x.door", "high", "fail"]]);
    for (const lacking of [{ document: false }, { reviewedBy: null }, { reviewedBy: "li" }, { until: now }]) {
      expect(objectiveOf({ ...given, measures: [{ ...measure, ...lacking }] })?.pairs[0]).toHaveLength(5);
    }
  });

  it("leave out events that only inform", () => {
    expect(objectiveOf({ verdicts: [verdict("plc", "fail")], checks: [checkOf("x.door", "low", true)] })?.pairs).toEqual([]);
  });

  it("keep what is known of an asset that left the inventory: fails stay, nothing else is proved any more", () => {
    const left: Inventory = { ...works, assets: works.assets.filter((asset) => asset.id !== "plc") };
    const gone = works.assets.filter((asset) => asset.id === "plc");
    const judged = { inventory: left, verdicts: [verdict("plc", "pass", { checkId: "x.gate" }), verdict("hmi", "pass")] };
    const sheet = buildSheet(
      input({
        ...judged,
        catalog: catalogOf({ a: test("x.door"), b: test("x.gate") }),
        checks: [checkOf("x.door"), checkOf("x.gate")],
        findings: [finding("plc")],
        leftoverAssets: gone,
      }),
    );
    expect(sheet.assets).toEqual({ plc: 5, hmi: 3 });
    expect(sheet.objectives.map((objective) => objective.pairs)).toEqual([
      [
        ["hmi", "x.door", "high", "pass"],
        ["plc", "x.door", "high", "fail"],
      ],
      [["plc", "x.gate", "high", "unknown"]],
    ]);
  });

  it("take an asset of which only findings are left as one of the highest criticality", () => {
    const left: Inventory = { ...works, assets: [] };
    const sheet = buildSheet(input({ inventory: left, findings: [finding("hmi"), finding("plc", { status: "resolved" })] }));
    expect(sheet.assets).toEqual({ hmi: 5 });
    expect(sheet.objectives[0]?.pairs).toEqual([["hmi", "x.door", "high", "fail"]]);
  });
});

describe("the claims of a sheet", () => {
  const claimOf = (attestations: readonly ObjectiveClaim[], valid: unknown = { months: 12 }, inventory = works) =>
    objectiveOf({ catalog: catalogOf({ a: { ...examine, valid } }), attestations, inventory })?.attestation;
  const backed = { claim: "satisfied", document: true, reviewed: true, valid: true };

  it("are backed by a document, a second person and a date", () => {
    expect(claimOf([])).toBeNull();
    expect(claimOf([attestation({})])).toEqual(backed);
    expect(claimOf([attestation({ documents: [] })])).toEqual({ ...backed, document: false });
    expect(claimOf([attestation({ reviewedBy: null })])).toEqual({ ...backed, reviewed: false });
    expect(claimOf([attestation({ reviewedBy: "li" })]), "nobody reviews what he claims").toEqual({ ...backed, reviewed: false });
    expect(claimOf([attestation({ objectiveId: "t.1.1.z" })])).toBeNull();
  });

  it("end by the objective's validity or by their own date, whichever is first", () => {
    const validOf = (...given: Parameters<typeof claimOf>) => claimOf(...given)?.valid;
    const madeAt = Date.parse("2026-02-24T08:00:00Z");
    expect([validOf([attestation({ madeAt })]), validOf([attestation({ madeAt: madeAt - 92 * day })])]).toEqual([true, false]);
    expect(validOf([attestation({ validUntil: now })])).toBe(false);
    expect(validOf([attestation({ validUntil: now + 1 })])).toBe(true);
    const twoYears = [attestation({ madeAt: now - 700 * day })];
    expect([1, 2, 3].map((grade) => validOf(twoYears, { period: "assess" }, withGrade(grade)))).toEqual([true, true, false]);
    expect(validOf([attestation({ madeAt: 0 })], "until-change")).toBe(true);
    expect([validOf([attestation({})], "certificate"), validOf([attestation({ validUntil: now + 1 })], "contract")]).toEqual([
      false,
      true,
    ]);
  });

  it("are replaced by a backed claim or an honest no, and by an empty one only where it promises less", () => {
    const first = attestation({ madeAt: now - 3 * day });
    const later = (over: Partial<ObjectiveClaim>) => attestation({ id: "a2", madeAt: now - day, ...over });
    expect(claimOf([first, later({ claim: "partial" })])?.claim).toBe("partial");
    expect(claimOf([first, later({ claim: "not-satisfied", documents: [] })])?.claim).toBe("not-satisfied");
    expect(claimOf([first, later({ documents: [] })])).toEqual(backed);
    expect(claimOf([first, later({ claim: "partial", documents: [] })])).toMatchObject({ claim: "partial", document: false });
    const no = attestation({ claim: "not-satisfied", madeAt: now - 3 * day });
    expect(claimOf([no, later({ documents: [] })])?.claim, "an empty yes does not wipe out a no").toBe("not-satisfied");
    expect(claimOf([later({}), no]), "the order of the input does not matter").toEqual(backed);
  });

  it("state that there is no such asset only for what is tested", () => {
    const statement = attestation({ claim: "no-such-asset", documents: [] });
    expect(objectiveOf({ attestations: [statement] })?.none).toEqual({ reviewed: true, valid: true });
    expect(objectiveOf({ attestations: [{ ...statement, reviewedBy: null }] })?.none).toEqual({ reviewed: false, valid: true });
    expect(objectiveOf({ attestations: [{ ...statement, validUntil: now }] })?.none).toEqual({ reviewed: true, valid: false });
    expect(objectiveOf({})?.none).toBeUndefined();
    expect(claimOf([statement])).toBeNull();
  });
});

describe("rule 6", () => {
  it("leaves out what does not apply by type or grade; a condition applies until a claim says otherwise", () => {
    const catalog = catalogOf(
      { a: examine, b: examine, c: examine, d: examine },
      { "t.1.1.a": { types: ["P", "R"] }, "t.1.1.b": { grades: [3] }, "t.1.1.c": { condition: word } },
    );
    const idsOf = (inventory: Inventory) => buildSheet(input({ catalog, inventory })).objectives.map(({ id }) => id.at(-1));
    expect(idsOf(works)).toEqual(["c", "d"]);
    expect(idsOf(withGrade(3, ["N", "R"]))).toEqual(["a", "b", "c", "d"]);
  });

  it("takes the basis from the first letter", () => {
    const letters = ["D", "G", "C", "X", "S", "H", "V"];
    const catalog = catalogOf(
      Object.fromEntries(letters.map((letter) => [letter.toLowerCase(), { ...examine, basis: [letter, "D"] }])),
    );
    expect(buildSheet(input({ catalog })).objectives.map(({ basis }) => basis)).toEqual([
      "opinions",
      "measures",
      "measures",
      "measures",
      "standard",
      "house",
      "encouraged",
    ]);
  });
});

describe("scores", () => {
  it("carry enterprise, catalogue, version and time", () => {
    expect(scoreEnterprise(input({ verdicts: [verdict("plc", "pass")] }))).toMatchObject({
      enterpriseId: "works",
      siteId: null,
      catalogId: "t",
      profileVersion: "7",
      at: now,
      root: { demonstrated: 100 },
      encouraged: { met: 0, of: 0 },
    });
  });

  it("of a site count its own assets and what concerns the enterprise as a whole", () => {
    const verdicts = [verdict("plc", "fail"), verdict("hmi", "pass"), verdict(null, "pass", { endpointId: null })];
    const scores = scoreWithSites(input({ verdicts, findings: [finding("plc")] }));
    const subjects = scores.map(({ siteId, root }) => [
      siteId,
      root?.children[0]?.children[0]?.children[0]?.children.map((leaf) => leaf.pair?.assetId),
    ]);
    expect(subjects).toEqual([
      [null, [null, "hmi", "plc"]],
      ["north", [null, "plc"]],
      ["south", [null, "hmi"]],
    ]);
  });
});
