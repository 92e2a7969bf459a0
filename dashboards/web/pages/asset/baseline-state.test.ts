import { expect, it } from "vitest";
import type { BaselineView } from "../../../../api/contract/assets.ts";
import type { VerdictView } from "../../../../api/contract/common.ts";
import { translator } from "../../words/translate.ts";
import { zhCN } from "../../words/zh-CN.ts";
import { baselineState, differencesFirst, fieldTitle, wantsBaseline } from "./baseline-state.ts";

const time = "2026-11-24T12:00:00Z";
const field = (name: string, differs: boolean): BaselineView["fields"][number] => ({
  name,
  accepted: "1",
  found: differs ? "2" : "1",
  differs,
  changed: null,
});
const baseline = (over: Partial<BaselineView>): BaselineView => ({
  endpointId: "bus",
  probe: "modbus.baseline",
  checks: ["modbus.baseline-drift"],
  found: { observationId: "o2", firstSeen: time, lastSeen: time },
  accepted: { observationId: "o1", by: "lin", reason: "commissioned", at: time },
  fields: [field("mode", false), field("limit", true)],
  ...over,
});
const verdict = (over: Partial<VerdictView>): VerdictView => ({
  checkId: "modbus.baseline-drift",
  title: { "zh-CN": "", en: "" },
  enterpriseId: "plant",
  siteId: null,
  assetId: "plant.plc",
  endpointId: "bus",
  status: "unknown",
  severity: "medium",
  because: { "zh-CN": "", en: "" },
  notices: [],
  evidence: [],
  evidenceAt: null,
  judgedAt: time,
  ...over,
});

it("tells an unaccepted baseline from one that holds and one that does not", () => {
  expect(baselineState(baseline({ accepted: null, fields: [field("mode", false)] }))).toEqual({ kind: "none", differences: 0 });
  expect(baselineState(baseline({ fields: [field("mode", false)] }))).toEqual({ kind: "kept", differences: 0 });
  expect(baselineState(baseline({}))).toEqual({ kind: "differs", differences: 1 });
});

it("lists what differs first and keeps the order otherwise", () => {
  const fields = [field("a", false), field("b", true), field("c", false), field("d", true)];
  expect(differencesFirst(fields).map(({ name }) => name)).toEqual(["b", "d", "a", "c"]);
});

it("leads from a verdict to the baseline only where the want of one made it unknown", () => {
  const open = [baseline({ accepted: null })];
  expect(wantsBaseline(verdict({}), open)).toBe(true);
  expect(wantsBaseline(verdict({ endpointId: "other" }), open)).toBe(false);
  expect(wantsBaseline(verdict({ checkId: "modbus.cleartext" }), open)).toBe(false);
  expect(wantsBaseline(verdict({ status: "fail" }), open)).toBe(false);
  expect(wantsBaseline(verdict({}), [baseline({})])).toBe(false);
});

it("names fields of certificates in words and leaves a plant's own names alone", () => {
  const t = translator(zhCN);
  expect(fieldTitle("certificate 2.notAfter", t)).toBe("证书 2 · 到期时间");
  expect(fieldTitle("certificate 2.other", t)).toBe("certificate 2.other");
  expect(fieldTitle("high-limit", t)).toBe("high-limit");
});
