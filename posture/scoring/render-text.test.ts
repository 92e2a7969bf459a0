import { describe, expect, it } from "vitest";
import { rules, workedSheet } from "./fixtures.ts";
import { renderExplanation, renderWhatIf } from "./render-text.ts";
import { scoreSheet } from "./score-sheet.ts";
import { clip, textTable, widthOf } from "./text-table.ts";
import { whatIf } from "./what-if.ts";

const scored = scoreSheet(workedSheet, rules);

/** Rows as cells, whatever the widths are. */
function cells(text: string): string[][] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => line.trim().split(/ {2,}/));
}

describe("the printed score", () => {
  it("names every line down to the control, with each cap and its reason on a line of its own", () => {
    expect(cells(renderExplanation(scored, "zh-CN", { depth: "control" }))).toEqual([
      ["项", "权重", "已证实", "可能值", "覆盖率", "贡献分", "原因"],
      ["企业得分", "1", "60.0", "60.0", "76.6", "60"],
      [
        "封顶 60，封顶前",
        "60.2",
        "81.3",
        "-0.152",
        "重大风险一票否决：资产 A2 关键程度高，且有未解决的严重问题 opcua.anonymous-write，企业得分封顶 60 分。",
      ],
      ["miit.1", "2", "40.6", "95.2", "45.5", "10.152"],
      ["miit.1.1", "1", "40.6", "95.2", "45.5", "10.152"],
      ["miit.3", "4", "55.0", "70.0", "80.5", "27.5"],
      ["miit.3.1", "3", "40.0", "40.0", "90.9", "10"],
      ["封顶 40，封顶前", "63.0", "72.1", "-5.756", "资产 A2 有未解决的严重问题 opcua.anonymous-write，控制项封顶 40 分。"],
      ["miit.3.2", "3", "70.0", "100.0", "70.0", "17.5"],
      ["miit.5", "2", "90.0", "90.0", "100.0", "22.5"],
      ["miit.5.1", "1", "90.0", "90.0", "100.0", "22.5"],
    ]);
  });

  it("goes down to every pair in both languages, and puts titles beside ids", () => {
    const titles = new Map([["miit.3", { "zh-CN": "防护水平", en: "Protective level" }]]);
    const chinese = renderExplanation(scored, "zh-CN", { titles });
    const english = renderExplanation(scored, "en", { titles });
    expect(chinese).toContain("miit.3 防护水平");
    expect(chinese).toContain("A4 modbus.any-client 未知");
    expect(chinese).toContain("企业自身 net.undeclared-device 符合");
    expect(english).toContain("miit.3 Protective level");
    expect(english).toContain("A1 opcua.mode-none fail");
    expect(english.split("\n")).toHaveLength(chinese.split("\n").length);
  });

  it("says so when nothing counts, and counts what is only encouraged", () => {
    expect(renderExplanation({ root: null, encouraged: { met: 1, of: 3 } }, "en")).toBe(
      "No evidence: no objective counts.\nEncouraged by the state: 1 of 3 met; outside the score.\n",
    );
  });

  it("lists repairs with their gains", () => {
    const [head, best] = cells(renderWhatIf(whatIf({ sheet: workedSheet, rules, checks: [] }), "en"));
    expect(head?.[0]).toBe("severity");
    expect(best?.slice(0, 2)).toEqual(["◆ critical", "A2"]);
    expect(renderWhatIf([], "zh-CN")).toBe("没有未解决的问题。\n");
  });

  it("calls assets by their names, where it knows them", () => {
    const assetName = (id: string) => (id === "A2" ? { "zh-CN": "二号控制器", en: "Controller 2" } : undefined);
    const scored = scoreSheet(workedSheet, rules);
    const chinese = renderExplanation(scored, "zh-CN", { assetName });
    expect(chinese).toContain("“二号控制器”");
    expect(chinese).not.toMatch(/A2/);
    expect(renderExplanation(scored, "en", { assetName })).toContain(" on Controller 2");
    const repairs = renderWhatIf(whatIf({ sheet: workedSheet, rules, checks: [] }), "en", assetName);
    expect(repairs).toContain("Controller 2");
    expect(repairs, "one without a name").toContain("A1");
  });
});

describe("a table in a terminal", () => {
  it("cuts what is too long by the columns that it takes", () => {
    expect([clip("abc", 3), clip("abcd", 3), clip("得分贡献", 6), clip("得分", 4)]).toEqual(["abc", "ab…", "得分…", "得分"]);
  });

  it("aligns columns by what characters take on the screen", () => {
    expect(widthOf("3 台 PLC。")).toBe(10);
    const table = textTable(
      [
        { head: "项", align: "left" },
        { head: "n", align: "right" },
      ],
      [
        ["得分", "10"],
        ["x", "7"],
      ],
    );
    expect(table).toBe("项     n\n得分  10\nx      7\n");
  });
});
