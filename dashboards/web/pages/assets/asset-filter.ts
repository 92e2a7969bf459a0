import type { AssetSummary } from "../../../../api/contract/assets.ts";

/** What a reader narrows the list by; null keeps everything. */
export interface AssetFilter {
  readonly text: string;
  readonly zone: string | null;
  readonly protocol: string | null;
  readonly state: string | null;
}

/** Nothing is heard from it: it did not answer the last probe, or never did. */
export function isSilent({ state }: Pick<AssetSummary, "state">): boolean {
  return state === null || state === "unreachable";
}

export function matchesFilter(asset: AssetSummary, { text, zone, protocol, state }: AssetFilter): boolean {
  return (
    (zone === null || asset.zone === zone) &&
    (protocol === null || asset.protocols.includes(protocol)) &&
    (state === null || (state === "silent" ? isSilent(asset) : asset.state === state)) &&
    holdsText(asset, text.trim().toLowerCase())
  );
}

function holdsText({ id, name, vendor, product, owner, responsible }: AssetSummary, text: string): boolean {
  return (
    text === "" ||
    [id, name["zh-CN"], name.en, vendor, product, owner, responsible].some((part) => part?.toLowerCase().includes(text))
  );
}
