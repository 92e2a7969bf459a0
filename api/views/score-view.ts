import type { Catalog } from "../../catalogs/catalog.ts";
import type { Finding } from "../../model/finding.ts";
import type { Bilingual } from "../../model/language.ts";
import type { Repair, Score, ScoreNode, ScoreStep, ScoreSummary } from "../../model/score.ts";
import { becauseByName } from "../../posture/scoring/name-in-cap.ts";
import type { RepairView, ScoreNodeView, ScoreStepView, ScoreSummaryView, ScoreView } from "../contract/scores.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { assetName, both, enterpriseName, qualifiedOrNull } from "./names.ts";
import { type CauseSurroundings, scoreCauseView } from "./score-cause-view.ts";
import { isoTime } from "./time.ts";
import { type ChecksById, checkTitle, titleWithin } from "./verdict-view.ts";

/** Everything beside the score that a reader of it needs: names, titles and links. */
export interface ScoreSurroundings {
  readonly enterpriseId: string;
  readonly entry: InventoryEntry | undefined;
  readonly checks: ChecksById;
  readonly catalog: Catalog;
  /** Unresolved findings of the enterprise. */
  readonly findings: FindingIds;
}

/** Ids of findings by what they are about: a tree of scores asks for tens of thousands of pairs. */
export class FindingIds {
  readonly #ids: ReadonlyMap<string, string>;

  constructor(findings: readonly Finding[]) {
    this.#ids = new Map(findings.map(({ assetId, checkId, id }) => [`${assetId} ${checkId}`, id]));
  }

  about(assetId: string | null, checkId: string): string | null {
    return this.#ids.get(`${assetId} ${checkId}`) ?? null;
  }
}

interface Heading {
  readonly title: Bilingual;
  readonly officialNo?: number;
  readonly method?: "TEST" | "TEST-r" | "EXAMINE";
}

export function scoreView(score: Score, around: ScoreSurroundings): ScoreView {
  const headings = headingsOf(around.catalog);
  const { enterpriseId, siteId, catalogId, profileVersion, encouraged } = score;
  const root = score.root === null ? null : nodeView(score.root, around, headings);
  return { enterpriseId, siteId, catalogId, profileVersion, at: isoTime(score.at), root, encouraged: { ...encouraged } };
}

export function scoreSummaryView(summary: ScoreSummary): ScoreSummaryView {
  const { at, demonstrated, potential, coverage, capAt, profileVersion } = summary;
  return { at: isoTime(at), demonstrated, potential, coverage, capAt, profileVersion };
}

export function scoreStepView({ causes, ...summary }: ScoreStep, around: CauseSurroundings): ScoreStepView {
  return { ...scoreSummaryView(summary), causes: causes.map((cause) => scoreCauseView(cause, around)) };
}

/** The figures of a whole score, without its tree. */
export function summarize(score: Score): ScoreSummary {
  const { at, profileVersion, root } = score;
  if (root === null) return { at, profileVersion, demonstrated: null, potential: null, coverage: null, capAt: null };
  const { demonstrated, potential, coverage, cap } = root;
  return { at, profileVersion, demonstrated, potential, coverage, capAt: cap?.at ?? null };
}

export function repairView(repair: Repair, around: ScoreSurroundings): RepairView {
  return {
    ...repair,
    assetId: qualifiedOrNull(around.enterpriseId, repair.assetId),
    assetName: assetName(around.entry, repair.assetId),
    findingId: around.findings.about(repair.assetId, repair.checkId),
  };
}

function nodeView(node: ScoreNode, around: ScoreSurroundings, headings: ReadonlyMap<string, Heading>): ScoreNodeView {
  const { id, kind, weight, demonstrated, potential, coverage, raw, cap, points, pair } = node;
  return {
    id,
    kind,
    ...headingOf(node, around, headings),
    weight,
    demonstrated,
    potential,
    coverage,
    ...(raw === undefined ? {} : { raw: { ...raw } }),
    ...(cap === undefined ? {} : { cap: capView(cap, around) }),
    points,
    ...(pair === undefined ? {} : { pair: pairView(pair, around) }),
    children: node.children.map((child) => nodeView(child, around, headings)),
  };
}

function pairView(pair: NonNullable<ScoreNode["pair"]>, around: ScoreSurroundings): NonNullable<ScoreNodeView["pair"]> {
  const { assetId, checkId, status, severity } = pair;
  return { ...subject(assetId, checkId, around), status, ...(severity === undefined ? {} : { severity }) };
}

function capView(cap: NonNullable<ScoreNode["cap"]>, around: ScoreSurroundings): NonNullable<ScoreNodeView["cap"]> {
  const demandOf = (checkId: string) => (around.checks.has(checkId) ? titleWithin(checkId, around.checks) : undefined);
  const causes = cap.causes.map(([assetId, checkId]) => ({
    ...subject(assetId, checkId, around),
    checkTitle: titleWithin(checkId, around.checks),
  }));
  const because = becauseByName(cap, (id) => assetName(around.entry, id) ?? undefined, demandOf);
  return { at: cap.at, because, causes };
}

function subject(assetId: string | null, checkId: string, around: ScoreSurroundings) {
  return {
    assetId: qualifiedOrNull(around.enterpriseId, assetId),
    assetName: assetName(around.entry, assetId),
    checkId,
    findingId: around.findings.about(assetId, checkId),
  };
}

function headingOf(node: ScoreNode, around: ScoreSurroundings, headings: ReadonlyMap<string, Heading>): Heading {
  if (node.kind === "enterprise") return { title: enterpriseName(around.entry, around.enterpriseId) };
  if (node.pair !== undefined) return { title: checkTitle(node.pair.checkId, around.checks) };
  return headings.get(node.id) ?? { title: both(node.id) };
}

function headingsOf({ tasks }: Catalog): ReadonlyMap<string, Heading> {
  const controls = tasks.flatMap((task) => task.controls);
  return new Map<string, Heading>([
    ...tasks.map(({ id, title }): [string, Heading] => [id, { title }]),
    ...controls.map(({ id, title, officialNo }): [string, Heading] => [
      id,
      officialNo === undefined ? { title } : { title, officialNo },
    ]),
    ...controls.flatMap(({ objectives }) =>
      objectives.map(({ id, text, method }): [string, Heading] => [id, { title: text, method }]),
    ),
  ]);
}
