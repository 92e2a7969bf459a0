import { describe, expect, it } from "vitest";
import type { AddressDifferenceView, AddressRow } from "../../../../api/contract/addresses.ts";
import { byUrgency, countKinds, matchesAddressFilter, statesOf } from "./address-filter.ts";

function difference(kind: AddressDifferenceView["kind"], overdue = false): AddressDifferenceView {
  const open = { findingId: null, since: null, dueAt: null, cutOff: null, reported: null };
  return { kind, checkId: "x", because: { "zh-CN": "x", en: "x" }, ...open, overdue, responsible: "王芳", cutOffDemanded: false };
}

function row(address: string, differences: AddressDifferenceView[] = [], judged = true): AddressRow {
  const asset = { assetId: "e.plc", assetName: { "zh-CN": "控制器", en: "Controller" }, siteName: null };
  return { address, ...asset, known: "endpoint", judged, record: null, differences };
}

const [good, wrong, late] = [
  row("10.1.0.1"),
  row("10.1.0.2", [difference("wrong")]),
  row("10.1.0.3", [difference("stale", true)]),
];

describe("the list of addresses", () => {
  it("says how each stands", () => {
    expect(statesOf(good, true)).toEqual(["good"]);
    expect(statesOf(good, false)).toEqual(["waiting"]);
    expect(statesOf(row("10.1.0.1", [], false), true)).toEqual(["not-judged"]);
    expect(statesOf(row("10.1.0.1", [difference("wrong"), difference("stale")]), true)).toEqual(["wrong", "stale"]);
  });

  it("is narrowed by state and by words", () => {
    const shown = (filter: { text?: string; state?: string }) =>
      [good, wrong, late]
        .filter((one) => matchesAddressFilter(one, true, { text: filter.text ?? "", state: filter.state ?? null }))
        .map(({ address }) => address);
    expect(shown({})).toHaveLength(3);
    expect(shown({ state: "differs" })).toEqual(["10.1.0.2", "10.1.0.3"]);
    expect(shown({ state: "stale" })).toEqual(["10.1.0.3"]);
    expect(shown({ text: "0.2" })).toEqual(["10.1.0.2"]);
    expect(shown({ text: "王芳" })).toEqual(["10.1.0.2", "10.1.0.3"]);
    expect(shown({ text: "CONTROLLER" })).toHaveLength(3);
  });

  it("has what is late first, then what is worse", () => {
    expect([good, wrong, late].toSorted(byUrgency(true))).toEqual([late, wrong, good]);
  });

  it("counts kinds of difference", () => {
    expect(Object.fromEntries(countKinds([good, wrong, late, wrong]))).toEqual({ wrong: 2, stale: 1 });
  });
});
