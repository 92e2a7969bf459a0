import { describe, expect, it } from "vitest";
import { ipNumber, ipRange, ipText, rangeText } from "./ip-range.ts";

describe("ipNumber and ipText", () => {
  it.each([
    ["10.1.2.3", "10.1.2.3"],
    ["::ffff:10.1.2.3", "10.1.2.3"],
    ["::", "::"],
    ["::1", "::1"],
    ["2400:3200:0:0:1:0:0:1", "2400:3200::1:0:0:1"],
    ["fd00:0:1:2:3:4:5:6", "fd00:0:1:2:3:4:5:6"],
    ["FE80::A", "fe80::a"],
  ])("reads %s and writes it as %s", (text, written) => {
    const number = ipNumber(text);
    expect(number === undefined ? undefined : ipText(number)).toBe(written);
  });

  it.each(["", "10.1.2", "10.1.2.256", "plc-1", "10.1.2.3:502", "fe80::1%eth0"])("takes %j for no address", (text) => {
    expect(ipNumber(text)).toBeUndefined();
  });
});

describe("ipRange", () => {
  it.each([
    ["10.1.0.5", "10.1.0.5"],
    ["10.1.0.0/30", "10.1.0.0-10.1.0.3"],
    ["10.1.0.9/32", "10.1.0.9"],
    ["10.1.0.1-10.1.0.9", "10.1.0.1-10.1.0.9"],
    ["10.1.0.1 至 10.1.0.9", "10.1.0.1-10.1.0.9"],
    ["2400:3200::/126", "2400:3200::-2400:3200::3"],
  ])("reads %s as %s", (text, written) => {
    const range = ipRange(text);
    expect(range && rangeText(range)).toBe(written);
  });

  it.each(["10.1.0.9-10.1.0.1", "10.1.0.5/24", "10.1.0.0/33", "10.1.0.0/", "10.1.0.1-::1", "10.1.0.1-2-3", "all"])(
    "takes %j for no range",
    (text) => {
      expect(ipRange(text)).toBeUndefined();
    },
  );
});
