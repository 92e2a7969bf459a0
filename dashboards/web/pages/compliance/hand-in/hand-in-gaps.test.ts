import { describe, expect, it } from "vitest";
import type { ClassificationView } from "../../../../../api/contract/classification.ts";
import type { LedgerEntry } from "../../../../../api/contract/ledger.ts";
import type { Matrix, MatrixObjective } from "../../../../../api/contract/matrix.ts";
import { handInParts } from "./hand-in-gaps.ts";

const text = (words: string) => ({ "zh-CN": words, en: words });

const objective = (id: string, change: Partial<MatrixObjective> = {}): MatrixObjective => ({
  id,
  text: text(id),
  method: "EXAMINE",
  validity: { kind: "live", span: null, orChangeOf: null },
  status: "unknown",
  demonstrated: 0,
  potential: 100,
  coverage: 0,
  encouraged: false,
  condition: null,
  pairs: null,
  backing: "none",
  attestationId: null,
  waitingId: null,
  expiresAt: null,
  assignee: null,
  dueAt: null,
  assignmentVersion: 0,
  ...change,
});

const matrix = (objectives: MatrixObjective[]): Matrix => ({
  enterpriseId: "water",
  catalogId: "miit",
  profileVersion: "1",
  at: null,
  counts: { met: 0, partly: 0, "not-met": 0, unknown: 1, "not-applicable": 0 },
  tasks: [
    {
      id: "miit.1",
      title: text("task"),
      controls: [
        {
          id: "miit.1.1",
          officialNo: 1,
          title: text("control"),
          status: "unknown",
          demonstrated: 0,
          potential: 100,
          coverage: 0,
          capAt: null,
          objectives,
        },
      ],
    },
  ],
});

const classification = (change: Partial<ClassificationView> = {}): ClassificationView => ({
  enterpriseId: "water",
  types: [],
  grade: 2,
  facts: {
    factors: {
      scale: "",
      "business-scope": "",
      "depth-of-use": "",
      "important-systems": "",
      "important-data": "",
      "supply-chain": "",
      "incident-effect": "",
    },
    registrationNo: "JS-1",
    criticalInfrastructure: false,
    importantData: false,
    protectionLevel: null,
    selfGradedAt: "2026-01-01T00:00:00Z",
    registeredAt: "2026-01-01T00:00:00Z",
    gradeCheckedAt: null,
    majorChangeAt: null,
  },
  by: "li",
  at: "2026-01-01T00:00:00Z",
  version: 1,
  duties: [],
  clocks: [],
  ...change,
});

const entry = (id: string, change: Partial<LedgerEntry["finding"]> = {}, state: LedgerEntry["state"] = "open"): LedgerEntry => ({
  no: 1,
  state,
  retest: null,
  finding: {
    id,
    checkId: "opcua.mode-none",
    title: text(id),
    enterpriseId: "water",
    enterpriseName: text("water"),
    siteId: null,
    assetId: null,
    assetName: null,
    status: "open",
    severity: "high",
    firstSeen: "2026-01-01T00:00:00Z",
    lastSeen: "2026-01-01T00:00:00Z",
    resolvedAt: null,
    acknowledgedBy: null,
    waiver: null,
    rectification: null,
    overdue: false,
    endpoints: [],
    version: 1,
    ...change,
  },
});

type Given = Partial<Parameters<typeof handInParts>[1]>;
function gaps(section: string, given: Given) {
  const parts = handInParts("water", { matrix: matrix([]), ledger: [], classification: classification(), ...given });
  const part = parts.find((one) => one.section === section);
  return { of: part?.of, gaps: part?.gaps.map(({ id, reason }) => `${id} ${reason}`) };
}

describe("what a submission lacks", () => {
  it("are claims that nobody made, that wait, came back or ended; not those that are backed or say honestly no", () => {
    const all = matrix([
      objective("a"),
      objective("b", { backing: "waiting", waitingId: "1" }),
      objective("c", { backing: "returned" }),
      objective("d", { backing: "expired", waitingId: "2" }),
      objective("e", { backing: "expired" }),
      objective("f", { backing: "backed" }),
      objective("g", { backing: "unmet" }),
      objective("h", { encouraged: true }),
      objective("i", { status: "not-applicable" }),
    ]);
    expect(gaps("claims", { matrix: all })).toEqual({
      of: 7,
      gaps: ["a no-claim", "b waits-for-review", "c claim-returned", "d waits-for-review", "e claim-expired"],
    });
  });

  it("are tests that nobody has seen; a test that failed is a result", () => {
    const tested = (id: string, coverage: number) => objective(id, { method: "TEST", coverage, demonstrated: 0 });
    expect(gaps("tests", { matrix: matrix([tested("a", 0), tested("b", 40), tested("c", 100)]) })).toEqual({
      of: 3,
      gaps: ["a not-tested", "b partly-tested"],
    });
  });

  it("are findings without a whole plan or past their date; a waived one has its reasons", () => {
    const plan = { assignee: "li", measure: "update", dueAt: "2027-01-01T00:00:00Z", firstDueAt: null };
    const waiver = { reason: "next stop", by: "wang", until: "2027-01-01T00:00:00Z" };
    const ledger = [
      entry("a"),
      entry("b", { rectification: plan }),
      entry("c", { rectification: { ...plan, measure: "" } }),
      entry("d", { rectification: plan }, "overdue"),
      entry("e", { waiver, status: "waived" }),
      entry("f", {}, "closed"),
    ];
    expect(gaps("ledger", { ledger })).toEqual({ of: 5, gaps: ["a no-plan", "c no-plan", "d past-due"] });
  });

  it("are facts that nobody stated and duties of this catalogue that are owed", () => {
    const duty = { title: text("duty"), source: "", confirmed: true, objectiveId: null, lastDone: null, dueAt: null };
    const bare = classification({
      facts: { ...classification().facts, registrationNo: "", registeredAt: null },
      duties: [
        { ...duty, id: "a", catalogId: "miit", state: "owed" },
        { ...duty, id: "b", catalogId: "miit", state: "overdue" },
        { ...duty, id: "c", catalogId: "miit", state: "done" },
        { ...duty, id: "d", catalogId: "ads", state: "owed" },
        { ...duty, id: "e", catalogId: "miit", state: "no-period" },
      ],
    });
    expect(gaps("basics", { classification: bare })).toEqual({
      of: 3,
      gaps: ["registrationNo not-stated", "registeredAt not-stated"],
    });
    expect(gaps("duties", { classification: bare })).toEqual({ of: 3, gaps: ["a duty-owed", "b duty-overdue"] });
  });
});
