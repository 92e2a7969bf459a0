import { canonicalJson, sha256 } from "../../../model/digest.ts";
import type { Bilingual, Language } from "../../../model/language.ts";
import type { ReportDocument, ReportFigures, ReportFinding, ReportLine } from "../../../model/report.ts";
import type { DifferenceSubject, ReportDifference } from "../../../model/report-version.ts";
import {
  claimStateWords,
  findingWords,
  notApplicable,
  percentText,
  severityWords,
  shortDay,
  verdictWords,
} from "../compose/words.ts";
import { both, changedFields } from "./changed-fields.ts";

/** SHA-256 over what a report says without its time and the release that wrote it. */
export function contentDigest(report: ReportDocument): string {
  const { at: _at, program: _program, ...content } = report;
  return sha256(canonicalJson(content));
}

/** Everything in which a report differs from the one before it, by subject and id. */
export function compareReports(before: ReportDocument, after: ReportDocument): ReportDifference[] {
  const found = [
    ...compareRules(before, after),
    ...compareEnterprise(before, after),
    ...compareScores(before, after),
    ...compareFindings(before, after),
    ...compareVerdicts(before, after),
    ...compareClaims(before, after),
    ...compareAssets(before, after),
    ...compareAddresses(before, after),
    ...compareEvidence(before, after),
  ];
  if (found.length > 0 || contentDigest(before) === contentDigest(after)) return found;
  const title = { "zh-CN": "其他内容", en: "Other contents" };
  return [{ subject: "other", change: "changed", id: "other", title, before: null, after: null }];
}

interface Comparison<T> {
  readonly subject: DifferenceSubject;
  readonly idOf: (item: T) => string;
  readonly titleOf: (item: T) => Bilingual;
  /** What is said of one that came, went or changed; equal words are no difference. */
  readonly sayOf: (item: T) => Bilingual;
  /** Both sides of a change where they say more than each for itself. */
  readonly changeOf?: (before: T, after: T) => readonly [Bilingual, Bilingual];
}

function compareLists<T>(
  before: readonly T[],
  after: readonly T[],
  { subject, idOf, titleOf, sayOf, changeOf }: Comparison<T>,
): ReportDifference[] {
  const [old, now] = [before, after].map((items) => new Map(items.map((item) => [idOf(item), item])));
  const ids = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort();
  return ids.flatMap((id): ReportDifference[] => {
    const [was, is] = [old?.get(id), now?.get(id)];
    if (was === undefined) return is === undefined ? [] : [{ ...head("added", is), before: null, after: sayOf(is) }];
    if (is === undefined) return [{ ...head("removed", was), before: sayOf(was), after: null }];
    const [left, right] = changeOf?.(was, is) ?? [sayOf(was), sayOf(is)];
    if (left.en === right.en && left["zh-CN"] === right["zh-CN"]) return [];
    return [{ ...head("changed", is), before: left, after: right }];
  });
  function head(change: ReportDifference["change"], item: T) {
    return { subject, change, id: idOf(item), title: titleOf(item) };
  }
}

function compareRules(before: ReportDocument, after: ReportDocument): ReportDifference[] {
  return compareLists([before.catalog], [after.catalog], {
    subject: "rules",
    idOf: ({ id }) => id,
    titleOf: ({ title }) => title,
    sayOf: ({ documentNo, profileVersion }) => both(`${documentNo} ${profileVersion}`),
  });
}

function compareEnterprise(before: ReportDocument, after: ReportDocument): ReportDifference[] {
  const factsOf = ({ inventory, registrationNo, authorities }: ReportDocument) => ({
    ...inventory.enterprise,
    registrationNo,
    authorities,
    sites: inventory.sites,
  });
  return compareLists([factsOf(before)], [factsOf(after)], {
    subject: "enterprise",
    idOf: ({ id }) => id,
    titleOf: ({ name }) => name,
    sayOf: ({ name }) => name,
    changeOf: changedFields,
  });
}

/** The whole, and every task, sub-task and objective. */
function compareScores(before: ReportDocument, after: ReportDocument): ReportDifference[] {
  const linesOf = ({ score, lines }: ReportDocument): Scored[] => [{ id: "total", title: totalTitle, ...score }, ...lines];
  return compareLists(linesOf(before), linesOf(after), {
    subject: "score",
    idOf: ({ id }) => id,
    titleOf: ({ title }) => title,
    sayOf: (line) => inBoth((language) => figuresText(line, language)),
  });
}

const totalTitle: Bilingual = { "zh-CN": "总体得分", en: "Score as a whole" };

function inBoth(say: (language: Language) => string): Bilingual {
  return { "zh-CN": say("zh-CN"), en: say("en") };
}

type Scored = Pick<ReportLine, "id" | "title" | keyof ReportFigures>;

function figuresText({ demonstrated, potential, coverage, cap }: Scored, language: Language): string {
  if (coverage === null) return notApplicable[language];
  const [low, high, known] = [demonstrated, potential, coverage].map((value) => percentText(value, language));
  const figures = {
    "zh-CN": `已证实 ${low}，可能 ${high}，覆盖率 ${known}`,
    en: `demonstrated ${low}, potential ${high}, coverage ${known}`,
  }[language];
  return cap === null
    ? figures
    : figures + { "zh-CN": `；封顶：${cap.because["zh-CN"]}`, en: `; cap: ${cap.because.en}` }[language];
}

type Naming = Pick<ReportDocument, "checks" | "inventory">;

/** Check and asset by their names, whichever of the two reports knows them. */
function namesOf(...reports: readonly Naming[]) {
  const checks = new Map(reports.flatMap(({ checks }) => checks.map(({ id, title }) => [id, title] as const)));
  const assets = new Map(reports.flatMap(({ inventory }) => inventory.assets.map(({ id, name }) => [id, name] as const)));
  return ({ checkId, assetId }: { readonly checkId: string; readonly assetId: string | null }): Bilingual => {
    const check = checks.get(checkId) ?? both(checkId);
    if (assetId === null) return check;
    const asset = assets.get(assetId) ?? both(assetId);
    return { "zh-CN": `${asset["zh-CN"]}：${check["zh-CN"]}`, en: `${asset.en}: ${check.en}` };
  };
}

function compareFindings(before: ReportDocument, after: ReportDocument): ReportDifference[] {
  return compareLists(before.findings, after.findings, {
    subject: "finding",
    idOf: ({ id }) => id,
    titleOf: namesOf(before, after),
    sayOf: (finding) => inBoth((language) => findingText(finding, language)),
  });
}

function findingText({ status, severity, overdue, rectification, waiver, retest }: ReportFinding, language: Language): string {
  const said = (zhCN: string, en: string, value = "") => [{ "zh-CN": zhCN, en }[language], value].join(" ").trim();
  return [
    severityWords[severity][language],
    findingWords[status][language],
    ...(overdue ? [said("已逾期", "overdue")] : []),
    ...(rectification?.assignee ? [said("责任人", "in charge", rectification.assignee)] : []),
    ...(rectification?.dueAt ? [said("时限", "due", shortDay(rectification.dueAt))] : []),
    ...(rectification?.measure ? [said("措施", "measure", rectification.measure)] : []),
    ...(waiver === null ? [] : [said("暂缓至", "waived until", shortDay(waiver.until)), waiver.reason]),
    ...(retest === null ? [] : [said("复测", "retest", verdictWords[retest][language])]),
  ].join({ "zh-CN": "，", en: ", " }[language]);
}

function compareVerdicts(before: ReportDocument, after: ReportDocument): ReportDifference[] {
  return compareLists(before.verdicts, after.verdicts, {
    subject: "verdict",
    idOf: ({ checkId, assetId, endpointId }) => JSON.stringify([checkId, assetId, endpointId]),
    titleOf: namesOf(before, after),
    sayOf: ({ status, because }) => ({
      "zh-CN": `${verdictWords[status]["zh-CN"]}：${because["zh-CN"]}`,
      en: `${verdictWords[status].en}: ${because.en}`,
    }),
  });
}

function compareClaims(before: ReportDocument, after: ReportDocument): ReportDifference[] {
  const titles = new Map([...before.lines, ...after.lines].map(({ id, title }) => [id, title]));
  return compareLists(before.claims, after.claims, {
    subject: "claim",
    idOf: ({ id }) => id,
    titleOf: ({ about }) => titles.get(about) ?? both(about),
    sayOf: ({ state, reviewedBy, issuedAt, documents }) => {
      const rest = [
        reviewedBy ?? "",
        shortDay(issuedAt),
        ...documents.map(({ name, sha256: hash }) => `${name} ${hash.slice(0, 12)}`),
      ];
      const words = claimStateWords[state] ?? both(state);
      const said = rest.filter((one) => one !== "");
      return { "zh-CN": [words["zh-CN"], ...said].join("，"), en: [words.en, ...said].join(", ") };
    },
  });
}

function compareAssets(before: ReportDocument, after: ReportDocument): ReportDifference[] {
  return compareLists(before.inventory.assets, after.inventory.assets, {
    subject: "asset",
    idOf: ({ id }) => id,
    titleOf: ({ name }) => name,
    sayOf: ({ name }) => name,
    changeOf: changedFields,
  });
}

function compareAddresses(before: ReportDocument, after: ReportDocument): ReportDifference[] {
  return compareLists(before.addressRecords, after.addressRecords, {
    subject: "address",
    idOf: ({ first, last }) => `${first}-${last}`,
    titleOf: ({ first, last }) => both(first === last ? first : `${first} – ${last}`),
    sayOf: ({ user, purpose }) => both([user, purpose].filter((one) => one !== "").join(" ") || "—"),
    changeOf: changedFields,
  });
}

/** Records of detection that came or went; each stays as it is for ever. */
function compareEvidence(before: ReportDocument, after: ReportDocument): ReportDifference[] {
  const [old, now] = [before, after].map(({ evidence }) => new Set(evidence.map(({ observationId }) => observationId)));
  const came = now?.difference(old ?? new Set<string>()).size ?? 0;
  const went = old?.difference(now ?? new Set<string>()).size ?? 0;
  if (came === 0 && went === 0) return [];
  const count = (size: number | undefined): Bilingual => ({ "zh-CN": `${size ?? 0} 份`, en: `${size ?? 0}` });
  const title = {
    "zh-CN": `检测原始记录（新增 ${came} 份，不再引用 ${went} 份）`,
    en: `Records of detection (${came} came, ${went} are no longer relied on)`,
  };
  return [{ subject: "evidence", change: "changed", id: "evidence", title, before: count(old?.size), after: count(now?.size) }];
}
