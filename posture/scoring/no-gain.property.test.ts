import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ObjectiveClaim } from "../../model/attestation.ts";
import type { Finding } from "../../model/finding.ts";
import { day, hour, type Instant } from "../../model/instant.ts";
import { type Inventory, inventorySchema } from "../../model/inventory/inventory.ts";
import { message } from "../../model/messages/index.ts";
import { type Severity, severities } from "../../model/severity.ts";
import { type Verdict, verdictStatuses } from "../../model/verdict.ts";
import { applyDecision } from "../findings/decision.ts";
import { advanceFindings } from "../findings/life-cycle.ts";
import { buildSheet, type SheetInput } from "./build-sheet.ts";
import { catalogOf, checkOf, rules } from "./fixtures.ts";
import { compare } from "./fraction.ts";
import { openLedger, reckon } from "./reckon.ts";

/** Whatever is done without better evidence, the score does not rise: from verdicts through findings and sheet to the number. */

const now = Date.parse("2026-11-24T08:00:00Z");
const assetIds = ["a1", "a2", "a3"];
const nominal: Readonly<Record<string, Severity>> = { "x.door": "critical", "x.gate": "high", "x.lamp": "medium" };
const checks = Object.entries(nominal).map(([id, severity]) => checkOf(id, severity));
const judge = (check: string, as = "primary") => ({ check, as });
const tested = (valid: object, ...judgedBy: object[]) => ({ method: "TEST", basis: ["D"], valid, judgedBy });
const catalog = catalogOf({
  a: tested({ hours: 24 }, judge("x.door"), judge("x.gate")),
  b: tested({ days: 7 }, judge("x.lamp"), judge("x.door", "secondary")),
  c: { method: "EXAMINE", basis: ["C"], valid: { months: 12 } },
  d: { method: "EXAMINE", basis: ["D"], valid: "until-change" },
});

const verdicts: fc.Arbitrary<readonly Verdict[]> = fc.uniqueArray(
  fc
    .record({
      assetId: fc.constantFrom(...assetIds),
      endpointId: fc.constantFrom("e1", "e2"),
      checkId: fc.constantFrom(...Object.keys(nominal)),
      status: fc.constantFrom(...verdictStatuses),
      severity: fc.constantFrom(...severities),
      age: fc.integer({ min: 0, max: 10 }).map((days) => days * day),
    })
    .map(({ age, ...own }) => ({
      ...own,
      enterpriseId: "works",
      siteId: "site",
      because: message("common.not-applicable"),
      notices: [],
      evidence: [],
      evidenceAt: now - age,
      judgedAt: now,
    })),
  { maxLength: 18, selector: ({ assetId, endpointId, checkId }) => `${assetId} ${endpointId} ${checkId}` },
);

const inventories: fc.Arbitrary<Inventory> = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: assetIds.length, maxLength: assetIds.length })
  .map((criticalities) =>
    inventorySchema.parse({
      enterprise: { id: "works", name: "Works", types: ["N"], grade: 2 },
      sites: [{ id: "site", name: "Site", collectors: [{ id: "c1" }] }],
      assets: assetIds.map((id, index) => ({
        id,
        name: id,
        site: "site",
        role: "server",
        criticality: criticalities[index],
        endpoints: ["e1", "e2"].map((endpoint) => ({ id: endpoint, protocol: "modbus", url: "modbus://127.0.0.1/1" })),
      })),
    }),
  );

/** Claims about what holds; "not applicable" is left out, since its end brings an objective back as unknown (scoring rule 5). */
const attestations: fc.Arbitrary<readonly ObjectiveClaim[]> = fc.array(
  fc
    .record({
      objectiveId: fc.constantFrom("t.1.1.c", "t.1.1.d"),
      claim: fc.constantFrom("satisfied" as const, "partial" as const, "not-satisfied" as const),
      documents: fc.constantFrom([], [{ name: "x.pdf", sha256: "0".repeat(64) }]),
      reviewedBy: fc.constantFrom(null, "li", "wang"),
      age: fc.integer({ min: 1, max: 500 }).map((days) => days * day),
    })
    .map(({ age, ...own }) => ({
      ...own,
      id: String(age),
      enterpriseId: "works",
      by: "li",
      madeAt: now - age,
      validUntil: null,
    })),
  { maxLength: 4 },
);

const states: fc.Arbitrary<SheetInput> = fc
  .record({ inventory: inventories, verdicts, attestations })
  .map((given) => settle({ ...given, catalog, checks, findings: [], now }));

/** The same state with its findings moved on, by the verdicts of those assets that are still judged. */
function settle(state: SheetInput): SheetInput {
  const judged = new Set(state.inventory.assets.map((asset) => asset.id));
  let count = state.findings.length;
  const { changed } = advanceFindings({
    enterpriseId: "works",
    findings: state.findings,
    verdicts: state.verdicts.filter(({ assetId }) => assetId === null || judged.has(assetId)),
    now: state.now,
    newId: () => `f${++count}`,
    checks,
  });
  const byId = new Map([...state.findings, ...changed].map((finding) => [finding.id, finding]));
  return { ...state, findings: [...byId.values()] };
}

function levelOf(state: SheetInput) {
  const root = reckon(openLedger(buildSheet(state), rules));
  if (root === null) throw new Error("the catalogue always has something that counts");
  return root.level;
}

function expectNotRaised(before: SheetInput, after: SheetInput): void {
  const [old, young] = [levelOf(before), levelOf(after)];
  expect(compare(young.demonstrated, old.demonstrated), "demonstrated").toBeLessThanOrEqual(0);
  expect(compare(young.potential, old.potential), "potential").toBeLessThanOrEqual(0);
}

const runs = { numRuns: 500 };

describe("the score does not rise", () => {
  it("when the collector is stopped and time goes by", () => {
    fc.assert(
      fc.property(states, fc.integer({ min: 1, max: 60 }), (state, days) => {
        expectNotRaised(state, settle({ ...state, now: state.now + days * day }));
      }),
      runs,
    );
  });

  it("when what was seen can no longer be told", () => {
    fc.assert(
      fc.property(states, fc.constantFrom(...assetIds), (state, lost) => {
        const blind = state.verdicts.map((one) =>
          one.assetId === lost && one.status !== "not-applicable" ? { ...one, status: "unknown" as const } : one,
        );
        expectNotRaised(state, settle({ ...state, verdicts: blind, now: state.now + hour }));
      }),
      runs,
    );
  });

  it("when assets are taken out of the inventory", () => {
    fc.assert(
      fc.property(states, fc.subarray(assetIds, { minLength: 1 }), (state, removed) => {
        const [gone, left] = [
          state.inventory.assets.filter((asset) => removed.includes(asset.id)),
          state.inventory.assets.filter((asset) => !removed.includes(asset.id)),
        ];
        const after = { ...state, inventory: { ...state.inventory, assets: left }, leftoverAssets: gone, now: state.now + hour };
        expectNotRaised(state, settle(after));
      }),
      runs,
    );
  });

  it("when findings are acknowledged or waived", () => {
    const decide = (finding: Finding, at: Instant): Finding => {
      if (finding.status === "resolved") return finding;
      const acknowledged = applyDecision(finding, { action: "acknowledge", by: "li" }, at);
      return applyDecision(acknowledged, { action: "waive", reason: "on order", by: "wang", until: at + day }, at);
    };
    fc.assert(
      fc.property(states, (state) => {
        const decided = { ...state, findings: state.findings.map((finding) => decide(finding, state.now)) };
        expect(levelOf(settle(decided))).toEqual(levelOf(state));
      }),
      runs,
    );
  });

  it("when a claim is taken back", () => {
    fc.assert(
      fc.property(states, fc.nat({ max: 3 }), (state, index) => {
        const withdrawn = state.attestations.map((one, at) => (at === index ? { ...one, reviewedBy: null } : one));
        expectNotRaised(state, { ...state, attestations: withdrawn });
      }),
      runs,
    );
  });

  it("when a claim is written down that has no document or that nobody else reviewed", () => {
    fc.assert(
      fc.property(
        states,
        fc.constantFrom("t.1.1.c", "t.1.1.d"),
        fc.constantFrom("satisfied" as const, "partial" as const, "not-satisfied" as const, "not-applicable" as const),
        fc.boolean(),
        (state, objectiveId, claim, hasDocument) => {
          const documents = hasDocument ? [{ name: "x.pdf", sha256: "0".repeat(64) }] : [];
          const reviewedBy = hasDocument ? "li" : "wang";
          const head = { id: "new", enterpriseId: "works", objectiveId, claim, by: "li", madeAt: now, validUntil: null };
          const empty: ObjectiveClaim = { ...head, documents, reviewedBy };
          expectNotRaised(state, { ...state, attestations: [...state.attestations, empty] });
        },
      ),
      runs,
    );
  });
});
