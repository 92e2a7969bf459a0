import type { Language } from "../../../model/language.ts";

/** A report as pages have it, in one language, before any file format. */

export interface TableColumn {
  readonly title: string;
  /** Share of the width of the page. */
  readonly width: number;
  readonly align: "left" | "right";
}

export interface TableBlock {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Said in the place of a table without rows. */
  readonly empty: string;
}

export type Block =
  | { readonly kind: "text"; readonly text: string }
  | TableBlock
  | { readonly kind: "figure"; readonly caption: string; readonly alt: string; readonly svg: string };

export interface Section {
  readonly level: 1 | 2;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Label and value; an empty value is a blank to fill in by hand. */
export type Field = readonly [label: string, value: string];

export interface ReportLayout {
  readonly language: Language;
  readonly title: string;
  readonly enterprise: string;
  /** Marks a report on simulated plants; empty otherwise. */
  readonly mark: string;
  readonly cover: readonly Field[];
  readonly statement: { readonly title: string; readonly text: string; readonly signatures: readonly string[] };
  readonly signOff: { readonly title: string; readonly heading: readonly string[]; readonly roles: readonly string[] };
  readonly sections: readonly Section[];
  readonly pageOf: { readonly before: string; readonly between: string; readonly after: string };
  readonly contents: string;
  /** The time to which the report speaks. */
  readonly at: number;
}
