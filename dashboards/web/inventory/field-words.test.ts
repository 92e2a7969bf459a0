import { describe, expect, it } from "vitest";
import { en as english } from "../words/en.ts";
import { translator } from "../words/translate.ts";
import { zhCN } from "../words/zh-CN.ts";
import { elementLabel, fieldHint, fieldLabel, valueText } from "./field-words.ts";

const [t, en] = [translator(zhCN), translator(english)];

describe("words for parts of an inventory", () => {
  it.each([
    ["enterprise", "企业"],
    ["assets/plc-1", "资产 plc-1"],
    ["assets/plc-1/endpoints/ua", "资产 plc-1 · 端点 ua"],
    ["sites/east/zones/control", "厂区 east · 区域 control"],
    ["sites/east/conduits/k", "厂区 east · 通道 k"],
  ])("call %s %s", (element, label) => {
    expect(elementLabel(element, t)).toBe(label);
  });

  it("say what a field may hold, and otherwise what the centre said", () => {
    expect(fieldHint("zone", "no zone x", t)).toBe("这个厂区没有该区域，请选择已有的区域。");
    expect(fieldHint("quirks", "expected 1", t)).toBe("expected 1");
    expect(fieldLabel("quirks", t)).toBe("quirks");
  });

  it.each<[unknown, string]>([
    [null, "None"],
    [true, "Yes"],
    [0, "0"],
    [["a", "b"], "a, b"],
    [{ "zh-CN": "东区", en: "East" }, "East"],
    [{ id: "z", name: { "zh-CN": "东区", en: "East" } }, "East"],
    [{ minGap: 20 }, '{"minGap":20}'],
  ])("read %j as %s", (value, text) => {
    expect(valueText(value, "en", en)).toBe(text);
  });
});
