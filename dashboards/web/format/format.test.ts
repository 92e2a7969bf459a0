import { describe, expect, it } from "vitest";
import { day, hour, minute, second } from "../../../model/instant.ts";
import { en } from "../words/en.ts";
import { translator } from "../words/translate.ts";
import { zhCN } from "../words/zh-CN.ts";
import { asShown, formatter } from "./format.ts";

const chinese = formatter("zh-CN", translator(zhCN));
const english = formatter("en", translator(en));
const now = Date.parse("2026-11-24T12:00:00Z");

describe("points", () => {
  it("are rounded half up to one decimal, whatever the last bits of the binary number say", () => {
    expect(chinese.points(397 / 6.6)).toBe("60.2");
    expect(chinese.points(0.15)).toBe("0.2");
    expect(chinese.points(1.005 * 100)).toBe("100.5");
  });

  it("are a dash where nothing is known, never 0", () => {
    expect(chinese.points(null)).toBe("–");
    expect(chinese.percent(null)).toBe("–");
  });

  it("carry a sign as a difference, and none where nothing is left after rounding", () => {
    expect(chinese.signed(1.24)).toBe("+1.2");
    expect(chinese.signed(-1.26)).toBe("−1.3");
    expect(chinese.signed(-0.04)).toBe("0.0");
  });

  it("can be reckoned with as they are shown", () => {
    expect(asShown(60.15) - asShown(60.1)).toBeCloseTo(0.1, 9);
  });

  it("are precise enough in an explanation to be added up by hand", () => {
    expect(chinese.precise(3.375)).toBe("3.375");
    expect(chinese.precise(-2.5)).toBe("−2.500");
  });
});

describe("ages", () => {
  it.each([
    [400, "刚刚", "just now"],
    [59 * second, "59 秒前", "59 s ago"],
    [3 * minute + 20 * second, "3 分钟前", "3 min ago"],
    [5 * hour, "5 小时前", "5 h ago"],
    [47 * hour, "47 小时前", "47 h ago"],
    [3 * day, "3 天前", "3 days ago"],
  ])("of %d ms are told in the largest unit", (age, zh, en) => {
    expect(chinese.age(now - age, now)).toBe(zh);
    expect(english.age(now - age, now)).toBe(en);
  });

  it("tell what lies ahead as such", () => {
    expect(chinese.age(now + 2 * minute, now)).toBe("2 分钟后");
    expect(english.age(now + 2 * minute, now)).toBe("in 2 min");
  });
});

describe("times", () => {
  it("are local and name the year only where it is another", () => {
    const local = new Date(2026, 10, 24, 19, 42, 7).getTime();
    expect(chinese.time(local, local)).toBe("11-24 19:42:07");
    expect(chinese.time(new Date(2025, 0, 2, 3, 4, 5).getTime(), local)).toBe("2025-01-02 03:04:05");
    expect(chinese.date(local)).toBe("2026-11-24");
  });
});

describe("sizes", () => {
  it.each([
    [0, "0 B"],
    [1023, "1,023 B"],
    [24_576, "24 KiB"],
    [143_000_000, "136.4 MiB"],
  ])("%d bytes are %s", (bytes, text) => {
    expect(english.bytes(bytes)).toBe(text);
  });
});
