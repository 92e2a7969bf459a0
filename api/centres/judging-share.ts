import type { Clock } from "../../model/instant.ts";
import type { RecordStore } from "../../store/records/port.ts";
import type { News } from "../judging/judge-queue.ts";
import { isLost, type LeaseKeeper } from "./lease-keeper.ts";

interface Judges {
  judge(enterpriseId: string, news: News): Promise<void>;
  /** Drops what is kept at hand of an enterprise: another centre may have judged it meanwhile. */
  forget(enterpriseId: string): void;
}

const judging = "judge ";
const presence = "centre ";

/** Which enterprises this centre judges, of those that share the records: each is judged by one of them at a time. */
export class JudgingShare {
  readonly #keeper: LeaseKeeper;
  readonly #records: Pick<RecordStore, "judgementRequests">;
  readonly #judge: Judges;
  readonly #clock: Clock;
  readonly #centreId: string;

  constructor(keeper: LeaseKeeper, judge: Judges, centre: { records: RecordStore; clock: Clock; centreId: string }) {
    this.#keeper = keeper;
    this.#judge = judge;
    this.#records = centre.records;
    this.#clock = centre.clock;
    this.#centreId = centre.centreId;
  }

  /** Judges an enterprise, or leaves the news to the centre that does. */
  async judge(enterpriseId: string, news: News): Promise<void> {
    const held = await this.#keeper.hold(judging + enterpriseId);
    if (held === undefined) return this.#leave(enterpriseId, news);
    if (held.isNew) this.#judge.forget(enterpriseId);
    try {
      await this.#keeper.under(held, () => this.#judge.judge(enterpriseId, news));
    } catch (error) {
      if (!isLost(error)) throw error;
      this.#judge.forget(enterpriseId);
      await this.#leave(enterpriseId, news);
    }
  }

  #leave(enterpriseId: string, news: News): Promise<void> {
    return this.#records.judgementRequests.leave(enterpriseId, news === "all" ? null : [...news], this.#clock.now());
  }

  /** Takes what other centres left for those enterprises that no other centre judges. */
  async takeLeft(judgeSoon: (enterpriseId: string, news: News) => void): Promise<void> {
    const waiting = await this.#records.judgementRequests.waiting();
    if (waiting.length === 0) return;
    const { others } = await this.#keeper.running();
    for (const enterpriseId of waiting) {
      if (others.has(judging + enterpriseId)) continue;
      const assets = await this.#records.judgementRequests.take(enterpriseId);
      judgeSoon(enterpriseId, assets === null ? "all" : new Set(assets));
    }
  }

  /**
   * Sorts enterprises into those that this centre judges and those that others do. What is beyond an even share is given up, for a centre
   * that has fewer.
   */
  async divide(
    enterpriseIds: readonly string[],
  ): Promise<{ readonly own: readonly string[]; readonly others: readonly string[] }> {
    await this.#keeper.hold(presence + this.#centreId);
    const { all, others } = await this.#keeper.running();
    const centres = all.filter((name) => name.startsWith(presence)).length;
    const isOthers = (id: string) => others.has(judging + id);
    const free = enterpriseIds.filter((id) => !isOthers(id));
    const share = Math.ceil(enterpriseIds.length / Math.max(1, centres));
    const beyond = free.slice(share);
    for (const id of beyond) await this.#giveUp(id);
    return { own: free.slice(0, share), others: [...enterpriseIds.filter(isOthers), ...beyond] };
  }

  async #giveUp(enterpriseId: string): Promise<void> {
    this.#judge.forget(enterpriseId);
    await this.#keeper.release(judging + enterpriseId);
  }
}
