import { expect, it } from "vitest";
import type { EventView } from "../../../api/contract/system.ts";
import { concernedBy } from "./concerns.ts";

const event = (over: Partial<EventView>): EventView => ({
  id: 1,
  at: "2026-11-24T12:00:00Z",
  kind: "finding",
  enterpriseId: "water",
  assetId: "water.plc-1",
  checkId: "opcua.mode-none",
  severity: "high",
  text: { "zh-CN": "事件", en: "event" },
  refersTo: "f1",
  ...over,
});

const paths = [
  "/enterprises",
  "/enterprises/water",
  "/enterprises/water/scores/miit",
  "/enterprises/water-2",
  "/enterprises/pharma/what-if/miit",
  "/assets?limit=1000",
  "/assets?enterprise=pharma&limit=1000",
  "/assets/water.plc-1",
  "/assets/water.plc-10",
  "/findings?limit=1000",
  "/findings/f1",
  "/findings/f2",
  "/verdicts?enterprise=water&check=net.zone-crossing",
  "/verdicts?enterprise=pharma&check=net.zone-crossing",
  "/assets/water.plc-1/baselines",
  "/timeline?limit=100",
  "/attestations?enterprise=water&objective=miit.1.1.a",
  "/attestations?enterprise=pharma&objective=miit.1.1.a",
  "/attestations/a1/versions",
  "/attestations/a2",
  "/collectors",
  "/system",
  "/session",
  "/metrics/query?x=1",
];
const concerned = (over: Partial<EventView>) => paths.filter(concernedBy(event(over)));

it("reads again what an event of one asset may have changed, and nothing else", () => {
  expect(concerned({})).toEqual([
    "/enterprises",
    "/enterprises/water",
    "/enterprises/water/scores/miit",
    "/assets?limit=1000",
    "/assets/water.plc-1",
    "/findings?limit=1000",
    "/findings/f1",
    "/assets/water.plc-1/baselines",
    "/timeline?limit=100",
  ]);
});

it("leaves findings alone when only a score moved, and reads every asset of that enterprise", () => {
  expect(concerned({ kind: "score", assetId: null, refersTo: "miit" })).toEqual([
    "/enterprises",
    "/enterprises/water",
    "/enterprises/water/scores/miit",
    "/assets?limit=1000",
    "/assets/water.plc-1",
    "/assets/water.plc-10",
    "/assets/water.plc-1/baselines",
    "/timeline?limit=100",
  ]);
});

it("reads verdicts again when some of that enterprise changed", () => {
  expect(concerned({ kind: "verdict" })).toContain("/verdicts?enterprise=water&check=net.zone-crossing");
  expect(concerned({ kind: "verdict" })).not.toContain("/verdicts?enterprise=pharma&check=net.zone-crossing");
});

it("knows where the state of the collectors and of the stores stands", () => {
  expect(concerned({ kind: "storage", enterpriseId: null, assetId: null })).toEqual(["/timeline?limit=100", "/system"]);
  expect(concerned({ kind: "collector", assetId: null })).toEqual([
    "/enterprises/water",
    "/timeline?limit=100",
    "/collectors",
    "/system",
  ]);
});

it("reads again the statement that somebody changed, and the lists of that enterprise", () => {
  expect(concerned({ kind: "attestation", assetId: null, refersTo: "a1" })).toEqual(
    expect.arrayContaining(["/attestations?enterprise=water&objective=miit.1.1.a", "/attestations/a1/versions"]),
  );
  const left = ["/attestations?enterprise=pharma&objective=miit.1.1.a", "/attestations/a2", "/findings/f1"];
  for (const path of left) expect(concerned({ kind: "attestation", refersTo: "a1" })).not.toContain(path);
});
