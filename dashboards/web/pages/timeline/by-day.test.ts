import { expect, it } from "vitest";
import type { EventView } from "../../../../api/contract/system.ts";
import { byDay } from "./by-day.ts";

const event = (id: number, at: string): EventView => ({
  id,
  at,
  kind: "score",
  enterpriseId: null,
  assetId: null,
  checkId: null,
  severity: null,
  text: { "zh-CN": "事件", en: "event" },
  refersTo: null,
});

it("puts events under the reader's own day and keeps their order", () => {
  const events = [event(3, "2026-11-24T17:00:00Z"), event(2, "2026-11-24T15:00:00Z"), event(1, "2026-11-23T15:59:00Z")];
  const inShanghai = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
  expect(byDay(events, inShanghai).map(({ date, events: ofDay }) => [date, ofDay.map(({ id }) => id)])).toEqual([
    ["2026-11-25", [3]],
    ["2026-11-24", [2]],
    ["2026-11-23", [1]],
  ]);
});
