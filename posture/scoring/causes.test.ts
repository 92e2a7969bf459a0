import { describe, expect, it } from "vitest";
import type { Attestation } from "../../model/attestation.ts";
import { day, hour } from "../../model/instant.ts";
import { inventorySchema } from "../../model/inventory/inventory.ts";
import { message } from "../../model/messages/index.ts";
import type { Verdict, VerdictStatus } from "../../model/verdict.ts";
import { objectivesById } from "../attestations/expiry.ts";
import { claimsOf } from "../attestations/score-inputs.ts";
import { advanceFindings } from "../findings/life-cycle.ts";
import { type CauseGround, causesBetween } from "./causes.ts";
import { catalogOf, checkOf } from "./fixtures.ts";
import { scoreEnterprise } from "./score-enterprise.ts";

const now = Date.parse("2026-11-24T08:00:00Z");
const checks = [checkOf("x.door", "critical"), checkOf("x.lamp", "medium")];
const judgedBy = checks.map(({ id }) => ({ check: id, as: "primary" }));
const catalog = catalogOf({
  a: { method: "TEST", basis: ["D"], valid: { hours: 24 }, judgedBy },
  b: { method: "EXAMINE", basis: ["D"], valid: { months: 12 } },
});
const objectives = objectivesById([catalog]);

function verdict(assetId: string, checkId: string, status: VerdictStatus): Verdict {
  const because = message("common.not-applicable");
  const head = { enterpriseId: "works", siteId: "site", assetId, endpointId: null, checkId, status };
  const severity = checkId === "x.door" ? ("critical" as const) : ("medium" as const);
  return { ...head, severity, because, notices: [], evidence: [], evidenceAt: now, judgedAt: now };
}

function claim(state: Attestation["state"], over: Partial<Attestation> = {}): Attestation {
  return {
    id: "claim-1",
    enterpriseId: "works",
    about: { kind: "objective", objectiveId: "t.1.1.b", claim: "satisfied" },
    state,
    documents: [{ name: "x.pdf", sha256: "0".repeat(64) }],
    remark: "",
    issuedAt: now - hour,
    validUntil: null,
    by: "li",
    madeAt: now - hour,
    authors: ["li"],
    review: state === "accepted" ? { by: "wang", at: now - hour / 2, reason: "" } : null,
    version: 1,
    ...over,
  };
}

interface State {
  readonly at?: number;
  readonly assets?: Readonly<Record<string, number>>;
  readonly verdicts?: readonly Verdict[];
  readonly attestations?: readonly Attestation[];
  readonly version?: string;
}

const good = ["p1", "p2"].flatMap((asset) => [verdict(asset, "x.door", "pass"), verdict(asset, "x.lamp", "pass")]);

function scored({ at = now, assets = { p1: 3, p2: 3 }, verdicts = good, attestations = [], version = "7" }: State) {
  const inventory = inventorySchema.parse({
    enterprise: { id: "works", name: "Works", types: ["N"], grade: 2 },
    sites: [{ id: "site", name: "Site", collectors: [{ id: "c1" }] }],
    assets: Object.entries(assets).map(([id, criticality]) => ({ id, name: id, site: "site", role: "server", criticality })),
  });
  const { changed: findings } = advanceFindings({
    enterpriseId: "works",
    findings: [],
    verdicts,
    now: at,
    newId: () => "f",
    checks,
  });
  const profile = { ...catalog.profile, version };
  const input = { catalog: { ...catalog, profile }, inventory, verdicts, findings, checks, now: at };
  return scoreEnterprise({ ...input, attestations: claimsOf(attestations) });
}

function causes(before: State, after: State) {
  const ground: CauseGround = {
    attestations: after.attestations ?? [],
    verdicts: after.verdicts ?? good,
    objectives,
    grade: 2,
  };
  return causesBetween(scored(before), scored({ at: now + hour, ...after }), ground);
}

const failing = good.map((one) => (one.checkId === "x.lamp" ? { ...one, status: "fail" as const } : one));

describe("what moved a score", () => {
  it("is nothing earlier for the first one", () => {
    const ground: CauseGround = { attestations: [], verdicts: [], objectives, grade: 2 };
    expect(causesBetween(undefined, scored({}), ground)).toEqual([{ kind: "first" }]);
  });

  it("is a verdict, with all assets of the same move in one", () => {
    expect(causes({}, { verdicts: failing })).toEqual([
      { kind: "verdict", checkId: "x.lamp", count: 2, assetIds: ["p1", "p2"], before: "pass", after: "fail" },
    ]);
    const [first, ...rest] = good;
    expect(causes({ verdicts: rest }, { verdicts: first === undefined ? [] : [first, ...rest] })).toEqual([
      { kind: "verdict", checkId: "x.door", count: 1, assetIds: ["p1"], before: null, after: "pass" },
    ]);
  });

  it("is age, where a pass was not seen again in time", () => {
    const stale = causes({}, { at: now + 2 * day });
    expect(stale).toEqual([
      { kind: "stale", checkId: "x.door", count: 2, assetIds: ["p1", "p2"] },
      { kind: "stale", checkId: "x.lamp", count: 2, assetIds: ["p1", "p2"] },
    ]);
    const unknown = good.map((one) => ({ ...one, status: "unknown" as const }));
    expect(causes({}, { verdicts: unknown }).map(({ kind }) => kind)).toEqual(["verdict", "verdict"]);
  });

  it("is a claim that was made, reviewed or taken back, and its end", () => {
    const cause = { objectiveId: "t.1.1.b", attestationId: "claim-1" };
    const accepted = claim("accepted", { review: { by: "wang", at: now + 1, reason: "" } });
    expect(causes({ attestations: [claim("submitted")] }, { attestations: [accepted] })).toEqual([
      { kind: "claim", ...cause, state: "accepted" },
    ]);
    expect(causes({ attestations: [claim("accepted")] }, { attestations: [claim("withdrawn")] })).toEqual([
      { kind: "claim", ...cause, state: "withdrawn" },
    ]);
    const ending = claim("accepted", { validUntil: now + hour / 2 });
    expect(causes({ attestations: [ending] }, { attestations: [ending] })).toEqual([{ kind: "expiry", ...cause }]);
  });

  it("is the inventory, where assets come, go or weigh otherwise", () => {
    const p3 = verdict("p3", "x.door", "fail");
    expect(causes({}, { assets: { p1: 3, p2: 3, p3: 5 }, verdicts: [...good, p3] })).toEqual([
      { kind: "inventory", added: 1, removed: 0, assetIds: ["p3"] },
    ]);
    expect(causes({ verdicts: failing.slice(0, 3) }, { verdicts: failing.slice(0, 3), assets: { p1: 5, p2: 3 } })).toEqual([
      { kind: "inventory", added: 0, removed: 0, assetIds: [] },
    ]);
  });

  it("is the profile, beside everything else", () => {
    expect(causes({}, { version: "8", verdicts: failing }).map(({ kind }) => kind)).toEqual(["profile", "verdict"]);
  });
});
