import type { AdvisorySet, ImportedAdvisory, NameAlias } from "../../model/advisories/advisory.ts";
import type { Instant } from "../../model/instant.ts";

/** Advisories of makers, of the whole installation, every imported revision kept for ever; and what people said about names. */
export interface AdvisoryRecords {
  /** All that holds; `known` itself where nothing has changed since, and the objects in it that stayed. */
  current(known?: AdvisorySet): Promise<AdvisorySet>;
  /** What was imported of an advisory, the newest first. */
  revisions(id: string): Promise<readonly ImportedAdvisory[]>;
  /**
   * Keeps revisions, each with the number behind the newest of its advisory, and that something was imported. A number that is taken or
   * leaves a gap throws a Problem `stale-edit`.
   */
  save(advisories: readonly ImportedAdvisory[], importedAt: Instant): Promise<void>;
  addAlias(alias: NameAlias): Promise<void>;
  /** Answers what was removed; undefined where there is no such alias. */
  removeAlias(id: string): Promise<NameAlias | undefined>;
  setMaxAge(days: number): Promise<void>;
}
