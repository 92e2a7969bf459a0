import { expect, test } from "vitest";
import { portsIn } from "./ports.ts";

test("takes registered ports bare and others with their protocol", () => {
  expect(portsIn("4840, 502,opcua:48010,modbus:1502")).toEqual([
    { protocol: "opcua", port: 4840 },
    { protocol: "modbus", port: 502 },
    { protocol: "opcua", port: 48010 },
    { protocol: "modbus", port: 1502 },
  ]);
});

test.each(["", "1502", "http:80", "modbus:0", "modbus:70000", "4840,,502"])("refuses %j", (text) => {
  expect(() => portsIn(text)).toThrow("--ports names");
});
