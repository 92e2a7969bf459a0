import type { Language } from "../../../model/language.ts";
import type { ReportFigures } from "../../../model/report.ts";
import type { ReportDifference, ReportFile, ReportStep } from "../../../model/report-version.ts";
import type { ReportGround } from "../document/build-report.ts";

/** What the thread that makes a report is started with. */
export interface ThreadStart {
  readonly language: Language;
  /** The version before: its content's digest and its data. */
  readonly previous: { readonly content: string; readonly data: Uint8Array } | null;
  /** Name of every file without its ending. */
  readonly stem: string;
}

/** Lists of a ground that may be long; they travel in slices. The checks, being code, do not travel. */
export const longLists = ["verdicts", "findings", "observations"] as const;
export type LongList = (typeof longLists)[number];
export type GroundRest = Omit<ReportGround, LongList | "checks">;

/** `rest` comes last and starts the work. */
export type ToThread =
  | { readonly [K in LongList]: { readonly kind: K; readonly items: ReportGround[K] } }[LongList]
  | { readonly kind: "rest"; readonly rest: GroundRest };

export interface MadeFile extends Pick<ReportFile, "format" | "name" | "mediaType"> {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type FromThread =
  | { readonly kind: "step"; readonly step: ReportStep }
  | { readonly kind: "file"; readonly file: MadeFile }
  /** It says what the version before says. */
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "done";
      readonly content: string;
      readonly score: ReportFigures;
      readonly simulated: boolean;
      /** null where there is no version before. */
      readonly differences: readonly ReportDifference[] | null;
    }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };
