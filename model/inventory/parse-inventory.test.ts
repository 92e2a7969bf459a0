import { describe, expect, it } from "vitest";
import { formatIssue } from "../yaml/parse-yaml.ts";
import { inventorySchema } from "./inventory.ts";
import { parseInventory } from "./parse-inventory.ts";

const good = `enterprise: { id: works, name: 水厂, types: [N], grade: 2 }
sites:
  - id: east
    name: { zh-CN: 东区, en: East }
    zones: [{ id: control, name: 控制区 }]
    collectors: [{ id: c1, zone: control }]
assets:
  - id: plc-1
    name: PLC
    site: east
    role: field-device
    zone: control
    endpoints:
      - { id: mb, protocol: modbus, url: "modbus://127.0.0.1:1502/1", intervals: { modbus.identify: 30s } }
`;

function issuesOf(text: string): string[] {
  const parsed = parseInventory(text, "works.yaml");
  return parsed.ok ? [] : parsed.issues.map(formatIssue);
}

describe("parseInventory", () => {
  it("fills in defaults and turns durations into milliseconds", () => {
    const parsed = parseInventory(good, "works.yaml");
    expect(parsed.ok && parsed.value.assets[0]?.endpoints[0]).toMatchObject({
      intervals: { "modbus.identify": 30_000 },
      limits: { maxConnections: 1, minGap: 20, requestsPerMinute: 300 },
    });
    expect(parsed.ok && parsed.value.enterprise.name).toEqual({ "zh-CN": "水厂", en: "水厂" });
  });

  it("yields a value that can be sent as JSON and parsed again to the same", () => {
    const parsed = parseInventory(good, "works.yaml");
    const value = parsed.ok ? parsed.value : undefined;
    expect(inventorySchema.parse(JSON.parse(JSON.stringify(value)))).toEqual(value);
  });

  it.each([
    [
      "zone: control\n    endpoints",
      "zone: contrl\n    endpoints",
      'works.yaml:12:5 assets[0].zone: no zone "contrl"; expected one of control',
    ],
    ["grade: 2", "grade: 4", "works.yaml:1:48 enterprise.grade: expected 1, 2 or 3"],
    ["modbus://127.0.0.1:1502/1", "modbus://127.0.0.1:1502", "assets[0].endpoints[0].url: expected modbus://host:port/unit"],
    ["role: field-device", "role: field-device\n    colour: red", "works.yaml:12:5 assets[0].colour: unknown key"],
    ["name: 水厂", "name: { en: Works }", "works.yaml:1:26 enterprise.name.zh-CN: is missing; expected string"],
    [
      'modbus://127.0.0.1:1502/1"',
      'modbus://127.0.0.1:1502/1", address: 192.0.2.999',
      "Invalid IPv4 address, or Invalid IPv6 address",
    ],
    ["modbus.identify: 30s", "modbus.identify: soon", "expected a number with ms, s, min, h or d, such as 30s"],
  ])("names file, line, path and the expected form: %s → %s", (from, to, expected) => {
    expect(issuesOf(good.replace(from, to)).join("\n")).toContain(expected);
  });

  it("reports a missing key at the place where it should stand", () => {
    expect(issuesOf(good.replace("    site: east\n", ""))[0]).toMatch(/^works\.yaml:8:5 assets\[0\]\.site: /);
  });

  it("reports YAML that cannot be read with its line", () => {
    expect(issuesOf("enterprise: {\n  id: x\n")[0]).toMatch(/^works\.yaml:\d+:\d+ /);
  });
});
