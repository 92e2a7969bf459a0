import type { DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Bilingual, Language } from "../../model/language.ts";
import type { CatalogTitles } from "./catalog-titles.ts";

/** The text of the language that is being written. */
export type Say = (text: Bilingual) => string;

/** What a definition may use beside its own words. */
export interface Context {
  readonly language: Language;
  readonly say: Say;
  /** Address of Plantwatch's pages, without a slash at the end. */
  readonly plantwatch: string;
  readonly titles: CatalogTitles;
}

/** One dashboard in both languages: the words stand side by side, so that neither can be forgotten. */
export interface Definition {
  /** Part of the uid and the name of the file; permanent, since people bookmark it. */
  readonly id: string;
  readonly title: Bilingual;
  /** The question that it answers. */
  readonly description: Bilingual;
  /** Range that it opens with, such as `now-24h`. */
  readonly from: string;
  readonly refresh: string;
  /** Adds variables and panels. */
  fill(dashboard: DashboardBuilder, context: Context): void;
}
