import { describe, expect, it } from "vitest";
import type { Duty } from "../../../../../api/contract/duties.ts";
import { concerns, countDuties, dutyViews, matchesDuty } from "./duty-filter.ts";

const duty = (change: Partial<Duty>): Duty => ({
  kind: "claim",
  title: { "zh-CN": "任命文件", en: "Letter of appointment" },
  catalogId: "miit",
  objectiveId: "miit.1.1.a",
  officialNo: 1,
  document: null,
  backing: "none",
  attestationId: null,
  findingId: null,
  assetId: null,
  assetName: null,
  endpointId: null,
  assignee: null,
  dueAt: null,
  overdue: false,
  version: 0,
  mayReview: false,
  ...change,
});
const everybody = { mine: undefined, text: "" };

const owed = duty({});
const returned = duty({ backing: "returned", assignee: "li@example.org" });
const ending = duty({ kind: "renewal", backing: null });
const waiting = duty({ kind: "review", backing: null, mayReview: true });
const others = duty({ kind: "review", backing: null });
const late = duty({ kind: "rectification", backing: null, overdue: true, assignee: "Li" });
const all = [owed, returned, ending, waiting, others, late];

describe("the work list", () => {
  it("holds what follows from the chosen catalogue, and what concerns every one", () => {
    const rectification = duty({ kind: "rectification", catalogId: null, objectiveId: null });
    const chosen = (catalogId: string) => [owed, rectification].filter((one) => concerns(one, catalogId));
    expect(chosen("miit")).toEqual([owed, rectification]);
    expect(chosen("pi")).toEqual([rectification]);
  });

  it("shows by view what it says", () => {
    const shown = Object.fromEntries(
      dutyViews.map((view) => [view, all.filter((one) => matchesDuty(one, { ...everybody, view }))]),
    );
    expect(shown).toEqual({
      all,
      owed: [owed, returned],
      expiring: [ending],
      review: [waiting],
      returned: [returned],
      rectification: [late],
      overdue: [late],
    });
  });

  it("counts what a reader has to do under either name, and what waits for a review of theirs", () => {
    const mine = ["li@example.org", "Li"];
    expect(all.filter((one) => matchesDuty(one, { view: "all", mine, text: "" }))).toEqual([returned, waiting, late]);
    expect(countDuties(all, { mine, text: "" })).toMatchObject({ all: 3, owed: 1, review: 1, overdue: 1, expiring: 0 });
  });

  it("is searched in either language", () => {
    const found = (text: string) => all.filter((one) => matchesDuty(one, { view: "owed", mine: undefined, text }));
    expect(found(" APPOINT")).toEqual([owed, returned]);
    expect(found("任命")).toEqual([owed, returned]);
    expect(found("example.org")).toEqual([returned]);
    expect(found("none of it")).toEqual([]);
  });
});
