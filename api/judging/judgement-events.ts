import type { Bilingual } from "../../model/language.ts";
import type { ScoreCause } from "../../model/score.ts";
import type { NewEvent } from "../live/event-hub.ts";
import {
  counted,
  factsChanged,
  findingOpened,
  findingResolved,
  readsTheSame,
  scoreMoved,
  verdictsChanged,
  waiverLapsed,
} from "../live/event-texts.ts";
import type { Services } from "../services.ts";
import { mainCatalogId } from "../views/enterprise-view.ts";
import { both } from "../views/names.ts";
import { type CauseSurroundings, causeText } from "../views/score-cause-view.ts";
import { summarize } from "../views/score-view.ts";
import { type ChecksById, titleWithin } from "../views/verdict-view.ts";
import type { Judgement } from "./judge-enterprise.ts";

/** What people are told of a judgement: changed facts, changed verdicts by asset, findings, moved scores with their reason. */
export function eventsOf(judgement: Judgement, told: Told): NewEvent[] {
  const { checksById: checks } = told;
  const { at, inventory } = judgement;
  const names = new Map<string | null, Bilingual>(inventory.assets.map(({ id, name }) => [id, name]));
  const nameOf = (assetId: string | null): Bilingual =>
    assetId === null ? inventory.enterprise.name : (names.get(assetId) ?? both(assetId));
  return [
    ...judgement.facts.map(({ newest }) => factsChanged(newest, nameOf(newest.assetId), at)),
    ...verdictEvents(judgement, nameOf),
    ...judgement.findings.flatMap((move) => findingEvent(move, checks, nameOf, at)),
    ...scoreEvents(judgement, told, nameOf),
  ];
}

type NameOf = (assetId: string | null) => Bilingual;

/** What words are taken from. */
type Told = Pick<Services, "checksById" | "catalogs" | "objectives">;

function verdictEvents({ verdicts, inventory, at }: Judgement, nameOf: NameOf): NewEvent[] {
  const byAsset = Map.groupBy(verdicts, ({ after }) => after.assetId);
  return [...byAsset].map(([assetId, changes]) =>
    verdictsChanged({ enterpriseId: inventory.enterprise.id, assetId, subject: nameOf(assetId), count: changes.length, at }),
  );
}

type Move = Judgement["findings"][number];

function findingEvent(move: Move, checks: ChecksById, nameOf: NameOf, at: number): NewEvent[] {
  const { after } = move;
  const about = { subject: nameOf(after.assetId), title: titleWithin(after.checkId, checks) };
  switch (kindOf(move)) {
    case "opened":
      return [findingOpened(after, about, at)];
    case "resolved":
      return [findingResolved(after, about, at)];
    case "waiver-lapsed":
      return [waiverLapsed(after, about, at)];
    case "seen":
      return [];
  }
}

function kindOf({ before, after }: Move): "opened" | "resolved" | "waiver-lapsed" | "seen" {
  if (after.status === "resolved") return before?.status === "resolved" ? "seen" : "resolved";
  if (before === undefined || before.status === "resolved") return "opened";
  return before.status === "waived" && after.status !== "waived" ? "waiver-lapsed" : "seen";
}

function scoreEvents(judgement: Judgement, { catalogs, checksById, objectives }: Told, nameOf: NameOf): NewEvent[] {
  const { at, inventory, scores } = judgement;
  const enterpriseId = inventory.enterprise.id;
  const around = { enterpriseId, nameOf, checks: checksById, objectives };
  return scores.flatMap(({ before, after: score, causes }) => {
    const after = summarize(score);
    if (before !== null && readsTheSame(before, after)) return [];
    const { catalogId } = score;
    const catalog = catalogId === mainCatalogId(catalogs) ? null : (catalogs.find(({ id }) => id === catalogId)?.title ?? null);
    const reasons = [...findingCauses(judgement, checksById), ...otherCauses(judgement, causes, around)];
    return [scoreMoved({ enterpriseId, catalogId, catalog, at, before, after, causes: reasons })];
  });
}

/** Titles that are named; a longer list says that there are more. */
const namedCauses = 3;

/** Findings that came or went tell more than the verdicts behind them. */
function findingCauses({ findings }: Judgement, checks: ChecksById): Bilingual[] {
  const titles = (kind: "opened" | "resolved") =>
    findings.filter((move) => kindOf(move) === kind).map(({ after }) => titleWithin(after.checkId, checks));
  return [
    ...listed(titles("opened"), (count, names) => ({
      "zh-CN": `新问题 ${count} 项，不符合：${names["zh-CN"]}`,
      en: `${counted(count, "new finding")}, where this does not hold: ${names.en}`,
    })),
    ...listed(titles("resolved"), (count, names) => ({
      "zh-CN": `已解决 ${count} 项，现符合：${names["zh-CN"]}`,
      en: `${count} resolved, where this holds again: ${names.en}`,
    })),
  ];
}

function otherCauses({ findings }: Judgement, causes: readonly ScoreCause[], around: CauseSurroundings): Bilingual[] {
  const isToldByFindings = findings.some((move) => ["opened", "resolved"].includes(kindOf(move)));
  const others = causes.filter(({ kind }) => kind !== "first" && !(kind === "verdict" && isToldByFindings));
  const more = others.length - namedCauses;
  return [
    ...others.slice(0, namedCauses).map((cause) => causeText(cause, around)),
    ...(more > 0 ? [{ "zh-CN": `另有 ${more} 项变化`, en: `${counted(more, "more change")}` }] : []),
  ];
}

function listed(titles: readonly Bilingual[], say: (count: number, names: Bilingual) => Bilingual): Bilingual[] {
  if (titles.length === 0) return [];
  const distinct = [...new Map(titles.map((title) => [title["zh-CN"], title])).values()];
  const shown = distinct.slice(0, namedCauses);
  const more = distinct.length > shown.length;
  const names = {
    "zh-CN": `${shown.map((title) => `“${title["zh-CN"]}”`).join("、")}${more ? "等" : ""}`,
    en: `${shown.map((title) => `"${title.en}"`).join(", ")}${more ? ` and ${distinct.length - shown.length} more` : ""}`,
  };
  return [say(titles.length, names)];
}
