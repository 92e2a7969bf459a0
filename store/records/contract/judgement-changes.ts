import { describe, expect, test } from "vitest";
import type { RecordStore } from "../port.ts";
import { event, finding, score, treeOf, verdict } from "./fixtures.ts";

/** What moved since somebody looked last, and a judgement that is stored at once. */
export function judgementChangesContract(store: () => RecordStore): void {
  describe("changes behind a cursor", () => {
    test("are those of verdicts that came since, by subject", async () => {
      const [first, own] = [verdict(), verdict({ assetId: null, endpointId: null, judgedAt: 3000 })];
      expect(await store().verdicts.changeCursor("water")).toBe(0);
      await store().verdicts.replace("water", "all", [first]);
      const cursor = await store().verdicts.changeCursor("water");
      await store().verdicts.replace("pharma", "all", [verdict({ enterpriseId: "pharma" })]);
      expect(await store().verdicts.changeCursor("water")).toBe(cursor);
      const passes = verdict({ status: "pass", judgedAt: 4000 });
      await store().verdicts.replace("water", "all", [own, passes]);
      const subjects = await store().verdicts.subjectsMoved("water", cursor);
      expect(new Set(subjects)).toEqual(new Set([null, "plc-1"]));
      expect(await store().verdicts.changesBehind("water", ["plc-1"], cursor)).toEqual([{ before: "fail", after: passes }]);
      expect(await store().verdicts.changesBehind("water", [null], cursor)).toEqual([{ before: null, after: own }]);
      expect(await store().verdicts.subjectsMoved("water", await store().verdicts.changeCursor("water"))).toEqual([]);
      expect(await store().verdicts.changeCursor("water", 3000)).toBe(cursor);
      expect(await store().verdicts.ofSubjects("water", [null])).toEqual([own]);
    });

    test("are those of scores, down to the objectives, with the time from which they held", async () => {
      const root = treeOf([["plc-1", "pass"]]);
      await store().scores.save(score(100, 40, { root }));
      const cursor = await store().scores.changeCursor("water");
      await store().scores.save(score(150, 40, { root }));
      await store().scores.save(score(200, 41));
      await store().scores.save(score(300, 42, { siteId: "works" }));
      await store().scores.save(score(300, 42, { enterpriseId: "pharma" }));
      const all = await store().scores.changesBehind("water", 0, 10);
      expect(all.map(({ score: { at, siteId, root: top } }) => [at, siteId, top?.demonstrated])).toEqual([
        [100, null, 40],
        [200, null, 41],
        [300, "works", 42],
      ]);
      expect(await store().scores.changesBehind("water", cursor, 1)).toEqual(all.slice(1, 2));
      expect(all[0]?.score).toEqual({ ...(await store().scores.at("water", null, "miit", 100, "objectives")), at: 100 });
      expect(await store().scores.changeCursor("water", 200)).toBe(cursor);
    });
  });

  describe("a judgement", () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      verdict({ assetId: `plc-${index}`, siteId: index % 2 === 0 ? null : "works", evidenceAt: index % 3 === 0 ? null : index }),
    );
    const whole = {
      enterpriseId: "water",
      subjects: [...many.map(({ assetId }) => assetId), "gone"],
      verdicts: many,
      findings: many.map(({ assetId, siteId }) => finding({ assetId, siteId, waiver: null })),
      scores: [{ score: score(100, 40) }],
    };

    test("is stored as a whole, with the events that tell of it", async () => {
      await store().verdicts.replace("water", "all", [verdict({ assetId: "gone" }), verdict({ assetId: "left" })]);
      const events = await store().judgements.store(whole, ({ verdicts, scores }) => [
        event({ text: { "zh-CN": `${verdicts.length}`, en: `${scores.length}` } }),
      ]);
      expect(events).toMatchObject([{ text: { "zh-CN": "250", en: "1" } }]);
      expect(await store().events.list({ limit: 5 })).toEqual(events);
      const kept = await store().verdicts.list({ enterpriseId: "water" });
      expect(new Map(kept.map((one) => [one.assetId, one]))).toEqual(
        new Map([...many, verdict({ assetId: "left" })].map((one) => [one.assetId, one])),
      );
      const findings = await store().findings.list({ enterpriseId: "water" });
      expect(new Map(findings.map((one) => [one.id, one]))).toEqual(new Map(whole.findings.map((one) => [one.id, one])));
      expect((await store().scores.latest("water", null, "miit"))?.at).toBe(100);
      expect(await store().findings.counts("water")).toEqual(
        expect.arrayContaining([
          { siteId: null, severity: "high", status: "open", count: 125 },
          { siteId: "works", severity: "high", status: "open", count: 125 },
        ]),
      );
    });

    test("keeps nothing at all where a person's edit came in between", async () => {
      await store().findings.save(whole.findings);
      const edited = whole.findings.map((one) => ({ ...one, version: 2 }));
      await store().findings.save(edited.slice(200, 201));
      const stored = store().judgements.store({ ...whole, findings: edited }, () => []);
      await expect(stored).rejects.toMatchObject({ code: "stale-edit", target: edited[200]?.id });
      expect(await store().verdicts.list({})).toEqual([]);
      expect(await store().scores.latest("water", null, "miit")).toBeUndefined();
      expect((await store().findings.list({})).filter(({ version }) => version === 2)).toHaveLength(1);
    });
  });
}
