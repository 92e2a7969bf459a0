import { expect, it } from "vitest";
import type { FindingView } from "../../../../api/contract/findings.ts";
import { type FindingFilter, matchesFindingFilter } from "./finding-filter.ts";

const finding = (status: FindingView["status"]): FindingView => ({
  id: "f1",
  checkId: "modbus.cleartext",
  title: { "zh-CN": "处于受保护的通道内", en: "Runs inside a secured conduit" },
  enterpriseId: "water",
  enterpriseName: { "zh-CN": "水务", en: "Water" },
  siteId: null,
  assetId: null,
  assetName: null,
  status,
  severity: "medium",
  firstSeen: "2026-11-24T12:00:00Z",
  lastSeen: "2026-11-24T12:00:00Z",
  resolvedAt: null,
  acknowledgedBy: null,
  waiver: null,
  rectification: null,
  overdue: false,
  endpoints: [],
  version: 1,
});
const filter: FindingFilter = { text: "", severity: null, status: "unresolved", check: null, overdue: false };

it("counts waived and acknowledged findings as unresolved", () => {
  const statuses = ["open", "acknowledged", "waived", "resolved"] as const;
  expect(statuses.map((status) => matchesFindingFilter(finding(status), filter))).toEqual([true, true, true, false]);
});

it("narrows by status, severity and text in either language", () => {
  const matches = (over: Partial<FindingFilter>) => matchesFindingFilter(finding("waived"), { ...filter, ...over });
  expect(matches({ status: "all" })).toBe(true);
  expect(matches({ status: "open" })).toBe(false);
  expect(matches({ severity: "high" })).toBe(false);
  expect([matches({ check: "modbus.cleartext" }), matches({ check: "net.zone-crossing" })]).toEqual([true, false]);
  expect(matches({ overdue: true })).toBe(false);
  expect([matches({ text: "CLEARTEXT" }), matches({ text: "通道" }), matches({ text: "opc" })]).toEqual([true, true, false]);
});
