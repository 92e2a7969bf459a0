import { describe, expect, it } from "vitest";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import { bulkOperations, commonSite } from "./bulk-operations.ts";

const asset = (enterpriseId: string, id: string, site: string): AssetSummary => ({
  id: `${enterpriseId}.${id}`,
  enterpriseId,
  name: { "zh-CN": id, en: id },
  site,
  zone: null,
  role: "field-device",
  protocols: [],
  criticality: null,
  owner: null,
  responsible: null,
  vendor: null,
  product: null,
  version: null,
  simulated: false,
  lastSeen: null,
  state: null,
  openFindings: { critical: 0, high: 0, medium: 0, low: 0 },
});
const chosen = [asset("mill", "a", "east"), asset("works", "b", "east"), asset("mill", "c-1", "west")];

describe("an edit of many assets", () => {
  it("is one edit an enterprise, naming assets as its inventory does and only what is set", () => {
    expect([...bulkOperations(chosen, { owner: null, criticality: 4 })]).toEqual([
      [
        "mill",
        [
          { action: "change", element: "assets/a", fields: { owner: null, criticality: 4 } },
          { action: "change", element: "assets/c-1", fields: { owner: null, criticality: 4 } },
        ],
      ],
      ["works", [{ action: "change", element: "assets/b", fields: { owner: null, criticality: 4 } }]],
    ]);
  });

  it("offers zones only where all assets are at one site of one enterprise", () => {
    expect(commonSite(chosen)).toBeUndefined();
    expect(commonSite([asset("mill", "a", "east"), asset("works", "b", "east")])).toBeUndefined();
    expect(commonSite([asset("mill", "a", "east"), asset("mill", "b", "east")])).toEqual({ enterpriseId: "mill", site: "east" });
    expect(commonSite([])).toBeUndefined();
  });
});
