import { describe, expect, test } from "vitest";
import type { Finding } from "../../../model/finding.ts";
import type { Score, ScoreCause } from "../../../model/score.ts";
import type { RecordStore } from "../port.ts";
import { finding, score, treeOf, verdict } from "./fixtures.ts";

export function judgementContract(store: () => RecordStore): void {
  describe("verdicts", () => {
    test("answer what changed: a new one, another status, severity or reason", async () => {
      const first = verdict();
      expect(await store().verdicts.replace("water", "all", [first])).toEqual([{ before: null, after: first }]);
      const again = verdict({ judgedAt: 3000, evidenceAt: 2500, notices: [{ key: "note", values: {} }] });
      expect(await store().verdicts.replace("water", "all", [again])).toEqual([]);
      expect(await store().verdicts.list({})).toEqual([again]);
      for (const change of [{ severity: "low" }, { because: { key: "modbus.other", values: {} } }, { status: "pass" }] as const) {
        const before = (await store().verdicts.list({}))[0];
        const after = verdict({ ...before, ...change });
        expect(await store().verdicts.replace("water", "all", [after])).toEqual([{ before: before?.status, after }]);
      }
    });

    test("of the named assets alone are replaced; those that are no longer given go", async () => {
      const all = [
        verdict({ assetId: "plc-1" }),
        verdict({ assetId: "plc-1", checkId: "modbus.other" }),
        verdict({ assetId: "plc-2" }),
        verdict({ assetId: null, endpointId: null }),
      ];
      await store().verdicts.replace("water", "all", all);
      await store().verdicts.replace("pharma", "all", [verdict({ enterpriseId: "pharma" })]);
      await store().verdicts.replace("water", ["plc-1"], [verdict({ assetId: "plc-1" })]);
      expect((await store().verdicts.list({ enterpriseId: "water" })).map(({ assetId }) => assetId)).toEqual([
        "plc-1",
        "plc-2",
        null,
      ]);
      await store().verdicts.replace("water", [null, "plc-2"], []);
      expect((await store().verdicts.list({ enterpriseId: "water" })).map(({ assetId }) => assetId)).toEqual(["plc-1"]);
      await store().verdicts.replace("water", [], []);
      expect(await store().verdicts.list({})).toHaveLength(2);
    });

    test("stay as they are where they differ in nothing but the time of judgement, and name their subjects", async () => {
      const [first, own] = [verdict({ judgedAt: 1000 }), verdict({ assetId: null, endpointId: null })];
      await store().verdicts.replace("water", "all", [first, own]);
      expect(await store().verdicts.replace("water", "all", [{ ...first, judgedAt: 2000 }, own])).toEqual([]);
      expect(await store().verdicts.list({ assetId: "plc-1" })).toEqual([first]);
      expect(new Set(await store().verdicts.subjects("water"))).toEqual(new Set([null, "plc-1"]));
    });

    test("are listed by every filter, and their changes by time", async () => {
      const fails = verdict({ judgedAt: 1000 });
      const unknown = verdict({ assetId: "plc-2", status: "unknown", severity: "low", judgedAt: 2000 });
      await store().verdicts.replace("water", "all", [fails, unknown]);
      expect(await store().verdicts.list({ enterpriseId: "pharma" })).toEqual([]);
      expect(await store().verdicts.list({ assetId: "plc-2" })).toEqual([unknown]);
      expect(await store().verdicts.list({ status: "fail", severity: "high", checkId: fails.checkId })).toEqual([fails]);
      expect(await store().verdicts.history({ enterpriseId: "water" }, 0)).toEqual([
        { before: null, after: fails },
        { before: null, after: unknown },
      ]);
      expect(await store().verdicts.history({ status: "unknown" }, 2000)).toEqual([{ before: null, after: unknown }]);
      expect(await store().verdicts.history({}, 2001)).toEqual([]);
    });
  });

  describe("findings", () => {
    test("are inserted, updated, listed and found", async () => {
      const open = finding();
      const waived = finding({
        firstSeen: 2000,
        assetId: null,
        siteId: null,
        waiver: { reason: "旧设备", by: "li", until: 9000 },
        status: "waived",
        rectification: { assignee: "wang", measure: "换新", dueAt: 8000, firstDueAt: 7000 },
        endpoints: ["main", "spare"],
      });
      await store().findings.save([open, waived]);
      expect(await store().findings.list({})).toEqual([open, waived]);
      const resolved = { ...open, status: "resolved" as const, resolvedAt: 5000, version: 2 };
      await store().findings.save([resolved]);
      expect(await store().findings.get(open.id)).toEqual(resolved);
      expect(await store().findings.list({ status: "waived", enterpriseId: "water" })).toEqual([waived]);
      expect(await store().findings.list({ assetId: "plc-1", severity: "high", checkId: open.checkId })).toEqual([resolved]);
      expect(await store().findings.get("none")).toBeUndefined();
    });

    test("are counted while they are open, by enterprise and severity", async () => {
      const resolved = { status: "resolved" as const, resolvedAt: 5 };
      await store().findings.save([
        finding(),
        finding(),
        finding({ status: "acknowledged", severity: "low" }),
        finding(resolved),
      ]);
      await store().findings.save([finding({ enterpriseId: "pharma", status: "waived" }), finding({ enterpriseId: "pharma" })]);
      const counts = (await store().findings.openCounts()).map(({ enterpriseId, severity, count }) => [
        enterpriseId,
        severity,
        count,
      ]);
      expect(counts.sort()).toEqual([
        ["pharma", "high", 1],
        ["water", "high", 2],
        ["water", "low", 1],
      ]);
    });

    test("are read worst first, as many as are asked for, the resolved last", async () => {
      const named = (id: string, changes: Partial<Finding>) => finding({ id, ...changes });
      await store().findings.save([
        named("low", { severity: "low" }),
        named("resolved", { severity: "critical", status: "resolved", resolvedAt: 5 }),
        named("medium", { severity: "medium" }),
        named("old", { severity: "high", firstSeen: 1000 }),
        named("new", { severity: "high", firstSeen: 2000, assetId: null, siteId: null }),
        named("critical", { severity: "critical", status: "waived" }),
        named("other", { enterpriseId: "pharma" }),
      ]);
      const order = ["critical", "new", "old", "medium", "low", "resolved"];
      const ids = async (limit: number) => (await store().findings.worst("water", limit)).map(({ id }) => id);
      expect(await ids(100)).toEqual(order);
      expect(await ids(3)).toEqual(order.slice(0, 3));
      expect((await store().findings.worst("water", 2))[1]).toMatchObject({ enterpriseId: "water", assetId: null, siteId: null });
    });

    test("refuse a stale edit and store nothing of the call", async () => {
      const first = finding();
      const other = finding({ firstSeen: 2000 });
      await store().findings.save([first, other]);
      await store().findings.save([{ ...first, version: 2, acknowledgedBy: "li" }]);
      const stale = store().findings.save([
        { ...other, version: 2, acknowledgedBy: "wang" },
        { ...first, version: 2, acknowledgedBy: "wang" },
      ]);
      await expect(stale).rejects.toMatchObject({ code: "stale-edit", target: first.id });
      expect((await store().findings.list({})).map(({ acknowledgedBy }) => acknowledgedBy)).toEqual(["li", null]);
    });

    test("let one of two edits win that start from the same version", async () => {
      const first = finding();
      await store().findings.save([first]);
      const edits = ["li", "wang"].map((acknowledgedBy) => store().findings.save([{ ...first, version: 2, acknowledgedBy }]));
      const outcomes = (await Promise.allSettled(edits)).map(({ status }) => status).sort();
      expect(outcomes).toEqual(["fulfilled", "rejected"]);
    });
  });

  describe("scores", () => {
    const at = async (time: number) => (await store().scores.at("water", null, "miit", time))?.root?.demonstrated;

    test("are kept where a number differs, and say what was before", async () => {
      const why: ScoreCause[] = [{ kind: "first" }];
      const sawBefore: (number | undefined)[] = [];
      const because = (causes: ScoreCause[]) => (earlier: Score | undefined) => {
        sawBefore.push(earlier?.root?.demonstrated);
        return causes;
      };
      expect(await store().scores.save(score(100, 40), because(why))).toEqual({ changed: true, before: null, causes: why });
      const before = { at: 100, demonstrated: 40, potential: 90, coverage: 50, capAt: null, profileVersion: "1" };
      expect(await store().scores.save(score(200, 40), because([]))).toEqual({ changed: false, before, causes: [] });
      const profile: ScoreCause[] = [{ kind: "profile", before: "1", after: "2" }];
      expect(await store().scores.save(score(300, 41), because(profile))).toEqual({ changed: true, before, causes: profile });
      expect(sawBefore).toEqual([undefined, 40]);
      expect(await store().scores.history("water", null, "miit", 0, 1000)).toEqual([
        { ...before, causes: why },
        { ...before, at: 300, demonstrated: 41, causes: profile },
      ]);
      expect(await store().scores.history("water", null, "miit", 101, 299)).toEqual([]);
      expect(await store().scores.latest("water", null, "miit")).toEqual(score(300, 41));
    });

    test("of any time can be asked for", async () => {
      for (const [time, demonstrated] of [
        [100, 40],
        [200, 40],
        [300, 55],
        [400, 30],
      ] as const) {
        await store().scores.save(score(time, demonstrated));
      }
      expect([await at(99), await at(100), await at(250), await at(299), await at(300), await at(9000)]).toEqual([
        undefined,
        40,
        40,
        40,
        55,
        30,
      ]);
      expect((await store().scores.at("water", null, "miit", 150))?.at).toBe(150);
      expect((await store().scores.at("water", null, "miit", 250))?.at).toBe(200);
    });

    test("stay apart by site and catalogue", async () => {
      await store().scores.save(score(100, 40));
      await store().scores.save(score(100, 60, { siteId: "works" }));
      await store().scores.save(score(100, 80, { catalogId: "ip" }));
      const demonstrated = async (siteId: string | null, catalogId: string) =>
        (await store().scores.latest("water", siteId, catalogId))?.root?.demonstrated;
      expect([await demonstrated(null, "miit"), await demonstrated("works", "miit"), await demonstrated(null, "ip")]).toEqual([
        40, 60, 80,
      ]);
      expect(await demonstrated("works", "ip")).toBeUndefined();
    });

    test("give back every line, whole or down to the objectives, as it was at any time", async () => {
      const pairs = Array.from({ length: 200 }, (_, index) => index);
      const before = treeOf(pairs.map((index) => [`asset-${index}`, index % 3 === 0 ? "fail" : "pass"]));
      const after = treeOf(pairs.map((index) => [`asset-${index}`, index % 3 === 0 && index !== 9 ? "fail" : "pass"]));
      await store().scores.save(score(100, 40, { root: before }));
      await store().scores.save(score(200, 41, { root: after }));
      expect((await store().scores.at("water", null, "miit", 150))?.root).toEqual(before);
      expect((await store().scores.latest("water", null, "miit"))?.root).toEqual(after);
      const short = await store().scores.latest("water", null, "miit", "objectives");
      expect(short?.root?.children[0]).toEqual({ ...after.children[0], children: [] });
    });

    test("take a line in place of another without a step in the history, where no number differs", async () => {
      const first = treeOf([["plc-1", "fail"]]);
      await store().scores.save(score(100, 40, { root: first }));
      const [objective] = first.children;
      const [pair] = objective?.children ?? [];
      if (objective === undefined || pair?.pair === undefined) throw new Error("the tree has no pair");
      const graver = { ...pair, pair: { ...pair.pair, severity: "critical" as const } };
      const root = { ...first, children: [{ ...objective, children: [graver] }] };
      expect(await store().scores.save(score(200, 40, { root }))).toMatchObject({ changed: false });
      expect((await store().scores.latest("water", null, "miit"))?.root).toEqual(root);
      expect(await store().scores.history("water", null, "miit", 0, 1000)).toHaveLength(1);
    });

    test("are saved together, and ask for what was before only where the caller does not know it", async () => {
      const [older, young] = [score(100, 40), score(200, 50)];
      await store().scores.saveAll([{ score: older }, { score: score(100, 70, { catalogId: "ip" }) }]);
      const seen: (Score | undefined)[] = [];
      const note = (before: Score | undefined) => {
        seen.push(before);
        return [];
      };
      await store().scores.saveAll([{ score: young, before: older, causesSince: note }]);
      await store().scores.saveAll([{ score: score(300, 60), before: older, causesSince: note }]);
      expect(seen).toEqual([older, young]);
    });

    test("stand in a list with the newest figures of every enterprise and catalogue", async () => {
      await store().scores.save(score(100, 40));
      await store().scores.save(score(200, 50));
      await store().scores.save(score(200, 10, { siteId: "works" }));
      await store().scores.save(score(300, 60, { enterpriseId: "pharma", catalogId: "ip" }));
      const standings = await store().scores.standings();
      expect(
        standings.map(({ enterpriseId, catalogId, at, demonstrated }) => [enterpriseId, catalogId, at, demonstrated]).sort(),
      ).toEqual([
        ["pharma", "ip", 300, 60],
        ["water", "miit", 200, 50],
      ]);
    });

    test("may say that nothing counts, and are not put behind an older one by a clock that was set back", async () => {
      await store().scores.save(score(500, 40));
      await store().scores.save(score(400, 0, { root: null }));
      expect((await store().scores.latest("water", null, "miit"))?.root).toBeNull();
      expect(await store().scores.history("water", null, "miit", 0, 1000)).toMatchObject([
        { at: 500, demonstrated: 40 },
        { at: 500, demonstrated: null },
      ]);
    });
  });
}
