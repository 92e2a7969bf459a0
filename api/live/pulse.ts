import { type Instant, second } from "../../model/instant.ts";
import type { Outcome } from "../../model/observation.ts";
import type { SignOfLife } from "../../store/records/evidence-port.ts";

/** Signs of life of one asset. */
export interface AssetPulse {
  /** When it last answered anything, be it a refusal. */
  readonly lastHeard: Instant | null;
  /** Outcome of the newest observation. */
  readonly state: Outcome;
  /** Until when what it answered may be relied on. */
  readonly validUntil: Instant | null;
}

/** Signs of life of every asset, gathered whenever an enterprise is judged, so that lists need not read all facts again. */
export class Pulse {
  readonly #byEnterprise = new Map<string, ReadonlyMap<string, AssetPulse>>();

  /** Takes the pulse of all assets, or of those that have news. */
  take(enterpriseId: string, latest: ReadonlyMap<string, readonly SignOfLife[]>, news: "all" | ReadonlySet<string>): void {
    const known = this.#byEnterprise.get(enterpriseId) ?? new Map<string, AssetPulse>();
    const looked = news === "all" ? latest.keys() : news.values();
    const taken = [...looked].flatMap((assetId): [string, AssetPulse][] => {
      const rows = latest.get(assetId) ?? [];
      return rows.length === 0 ? [] : [[assetId, pulseOf(rows)]];
    });
    this.#byEnterprise.set(enterpriseId, new Map(news === "all" ? taken : [...known, ...taken]));
  }

  of(enterpriseId: string, assetId: string): AssetPulse | undefined {
    return this.#byEnterprise.get(enterpriseId)?.get(assetId);
  }

  /** When anything was last heard from any asset. */
  newest(): Instant | null {
    return latest(
      [...this.#byEnterprise.values()].flatMap((assets) => [...assets.values()]).flatMap(({ lastHeard }) => lastHeard ?? []),
    );
  }

  /** Whether nothing that the asset answered is in date. */
  isSilent(enterpriseId: string, assetId: string, now: Instant): boolean {
    const validUntil = this.of(enterpriseId, assetId)?.validUntil ?? null;
    return validUntil === null || validUntil < now;
  }
}

function pulseOf(rows: readonly Omit<SignOfLife, "assetId">[]): AssetPulse {
  const newest = rows.reduce((a, b) => (b.lastSeen > a.lastSeen ? b : a));
  const answers = rows.filter(({ outcome }) => outcome !== "unreachable");
  return {
    lastHeard: latest(answers.map(({ lastSeen }) => lastSeen)),
    state: newest.outcome,
    validUntil: latest(answers.map(({ lastSeen, validForSeconds }) => lastSeen + validForSeconds * second)),
  };
}

function latest(times: readonly Instant[]): Instant | null {
  return times.length === 0 ? null : Math.max(...times);
}
