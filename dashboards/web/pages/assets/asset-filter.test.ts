import { expect, it } from "vitest";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import { type AssetFilter, matchesFilter } from "./asset-filter.ts";

const asset: AssetSummary = {
  id: "water.rtu-1",
  enterpriseId: "water",
  name: { "zh-CN": "取水泵站", en: "Intake pump" },
  site: "east",
  zone: "field",
  role: "field-device",
  protocols: ["modbus"],
  criticality: 4,
  owner: null,
  responsible: null,
  vendor: "Moxa",
  product: null,
  version: null,
  simulated: true,
  lastSeen: null,
  state: "answered",
  openFindings: { critical: 0, high: 0, medium: 0, low: 0 },
};
const everything: AssetFilter = { text: "", zone: null, protocol: null, state: null };

it.each<[Partial<AssetFilter>, boolean]>([
  [{}, true],
  [{ text: " moxa " }, true],
  [{ text: "泵站" }, true],
  [{ text: "siemens" }, false],
  [{ zone: "control" }, false],
  [{ protocol: "modbus", zone: "field" }, true],
  [{ state: "silent" }, false],
  [{ state: "answered" }, true],
])("filter %j: %s", (filter, matches) => {
  expect(matchesFilter(asset, { ...everything, ...filter })).toBe(matches);
});

it("counts what did not answer and what never did as silent, but not a refusal", () => {
  const silent = (state: AssetSummary["state"]) => matchesFilter({ ...asset, state }, { ...everything, state: "silent" });
  expect([silent("unreachable"), silent(null), silent("refused")]).toEqual([true, true, false]);
});
