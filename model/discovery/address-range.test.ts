import { expect, test } from "vitest";
import { addressesIn } from "./address-range.ts";

test.each([
  ["10.1.2.0/30", ["10.1.2.1", "10.1.2.2"]],
  ["10.1.2.3/30", ["10.1.2.1", "10.1.2.2"]],
  ["10.1.2.7", ["10.1.2.7"]],
  ["10.1.2.8/31", ["10.1.2.8", "10.1.2.9"]],
  ["255.255.255.252/30", ["255.255.255.253", "255.255.255.254"]],
])("%s has the addresses at which a device can stand", (range, expected) => {
  expect(addressesIn(range)).toEqual(expected);
});

test("takes as much as 256 addresses and no more", () => {
  const all = addressesIn("192.168.4.0/24");
  expect([all.length, all[0], all.at(-1)]).toEqual([254, "192.168.4.1", "192.168.4.254"]);
  expect(() => addressesIn("192.168.4.0/23")).toThrow("at most 256");
});

test.each(["", "10.1.2", "10.1.2.0/33", "10.1.2.0/", "10.1.2.0/8/8", "plc.example", "::1", "10.1.2.0/-1"])(
  "refuses %j",
  (range) => {
    expect(() => addressesIn(range)).toThrow("no range");
  },
);
