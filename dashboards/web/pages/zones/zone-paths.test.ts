import { describe, expect, it } from "vitest";
import { type Site, type ZonePath, zoneMap } from "./zone-paths.ts";

const named = (id: string) => ({ id, name: { "zh-CN": id, en: id } });
const site = (over: Partial<Site> = {}): Site => ({
  ...named("works"),
  zones: ["office", "control", "field"].map(named),
  conduits: [{ id: "office-control", from: "office", to: "control", protocols: ["opcua"], secured: true }],
  collectors: [{ id: "c1", zone: "office" }],
  polling: { stopped: false, by: null, at: null },
  ...over,
});
const asset = (id: string, zone: string | null, protocols: string[], heard = true) => ({
  ...named(id),
  zone,
  protocols,
  lastSeen: heard ? "2026-11-24T12:00:00Z" : null,
});
const verdict = (assetId: string, status: "pass" | "fail" | "unknown" | "not-applicable") => ({ assetId, status });
const summary = (paths: readonly ZonePath[]) =>
  paths.map(({ from, to, kind, protocols, assets }) => [from, to, kind, protocols.join(), assets.map(({ id }) => id).join()]);

describe("the paths of a site", () => {
  it("tell a conduit that is used from one over which nothing was seen", () => {
    const assets = [asset("plc", "control", ["opcua"])];
    expect(summary(zoneMap(site(), assets, [verdict("plc", "pass")]).paths)).toEqual([
      ["office", "control", "used", "opcua", "plc"],
    ]);
    expect(summary(zoneMap(site(), assets, [verdict("plc", "unknown")]).paths)).toEqual([
      ["office", "control", "declared", "opcua", ""],
    ]);
  });

  it("draw what was reached without a conduit, one line for all its assets and protocols", () => {
    const assets = [asset("m1", "field", ["modbus"]), asset("m2", "field", ["opcua"])];
    const { paths } = zoneMap(site(), assets, [verdict("m1", "fail"), verdict("m2", "fail")]);
    expect(summary(paths)).toContainEqual(["office", "field", "undeclared", "modbus,opcua", "m1,m2"]);
  });

  it("hold a conduit to its protocols and to its direction", () => {
    const assets = [asset("both", "control", ["opcua", "modbus"])];
    const { paths } = zoneMap(site(), assets, [verdict("both", "fail")]);
    expect(summary(paths)).toEqual([
      ["office", "control", "used", "opcua", "both"],
      ["office", "control", "undeclared", "modbus", "both"],
    ]);
    const back = site({ conduits: [{ id: "back", from: "control", to: "office", protocols: ["modbus"], secured: false }] });
    expect(zoneMap(back, assets, [verdict("both", "fail")]).paths.map(({ kind }) => kind)).toEqual(["declared", "undeclared"]);
  });

  it("say nothing of assets in the collector's own zone", () => {
    const { paths } = zoneMap(site({ conduits: [] }), [asset("near", "office", ["opcua"])], [verdict("near", "not-applicable")]);
    expect(paths).toEqual([]);
  });
});

describe("what a map cannot show", () => {
  it("is named: assets and collectors without a zone, paths that nobody could judge", () => {
    const assets = [asset("loose", null, ["opcua"]), asset("mute", "field", ["opcua"], false)];
    const map = zoneMap(site({ collectors: [{ id: "c1", zone: null }] }), assets, [verdict("mute", "unknown")]);
    expect(map.withoutZone.map(({ id }) => id)).toEqual(["loose"]);
    expect(map.unplacedCollectors).toEqual(["c1"]);
    expect([map.judged, map.unjudged]).toEqual([0, 1]);
    expect(map.zones.find(({ id }) => id === "field")).toEqual({ id: "field", assets: 1, silent: 1, collectors: [] });
  });
});
