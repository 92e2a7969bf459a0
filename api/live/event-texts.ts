import { basename } from "node:path";
import type { Finding } from "../../model/finding.ts";
import type { Instant } from "../../model/instant.ts";
import type { Inventory, Site } from "../../model/inventory/inventory.ts";
import type { Bilingual } from "../../model/language.ts";
import type { StoredObservation } from "../../model/observation.ts";
import { displayPercent, type ScoreSummary } from "../../model/score.ts";
import type { NewEvent } from "./event-hub.ts";

/** The words of events. Every function makes one event; what it does not concern is null. */

export const aboutNothing = { enterpriseId: null, assetId: null, checkId: null, severity: null, refersTo: null };

interface About {
  /** Where it happened, as a person reads it. */
  readonly subject: Bilingual;
  /** The check's title without its full stop. */
  readonly title: Bilingual;
}

/** The title states the good state, so the sentence says that it does not hold. */
export function findingOpened(finding: Finding, about: About, at: Instant): NewEvent {
  return ofFinding(finding, at, {
    "zh-CN": `${about.subject["zh-CN"]}：新问题，不符合“${about.title["zh-CN"]}”。`,
    en: `${about.subject.en}: new finding; this does not hold: ${about.title.en}.`,
  });
}

export function findingResolved(finding: Finding, about: About, at: Instant): NewEvent {
  return ofFinding(finding, at, {
    "zh-CN": `${about.subject["zh-CN"]}：问题已解决，现符合“${about.title["zh-CN"]}”。`,
    en: `${about.subject.en}: finding resolved; this holds again: ${about.title.en}.`,
  });
}

export function findingDecided(finding: Finding, about: About, by: string, at: Instant): NewEvent {
  const words: Record<Finding["status"], Bilingual> = {
    open: { "zh-CN": "重新打开", en: "reopened" },
    acknowledged: { "zh-CN": "确认", en: "acknowledged" },
    waived: { "zh-CN": "暂缓整改", en: "waived" },
    resolved: { "zh-CN": "解决", en: "resolved" },
  };
  const done = words[finding.status];
  return ofFinding(finding, at, {
    "zh-CN": `${by} 将问题“${about.title["zh-CN"]}”（${about.subject["zh-CN"]}）设为${done["zh-CN"]}。`,
    en: `${by} ${done.en} the finding "${about.title.en}" (${about.subject.en}).`,
  });
}

/** Who puts it right, and by when. */
export function findingAssigned(finding: Finding, about: About, by: string, at: Instant): NewEvent {
  const { assignee = null, dueAt = null } = finding.rectification ?? {};
  const day = dueAt === null ? "" : new Date(dueAt).toISOString().slice(0, 10);
  const zh = [assignee === null ? "暂无责任人" : `责任人 ${assignee}`, day === "" ? "未定期限" : `期限 ${day}`].join("，");
  const en = [assignee === null ? "nobody" : assignee, day === "" ? "no date set" : `by ${day}`].join(", ");
  return ofFinding(finding, at, {
    "zh-CN": `${by} 安排整改“${about.title["zh-CN"]}”（${about.subject["zh-CN"]}）：${zh}。`,
    en: `${by} assigned the finding "${about.title.en}" (${about.subject.en}): ${en}.`,
  });
}

export function waiverLapsed(finding: Finding, about: About, at: Instant): NewEvent {
  return ofFinding(finding, at, {
    "zh-CN": `${about.subject["zh-CN"]}：“${about.title["zh-CN"]}”的暂缓整改已到期，问题重新打开。`,
    en: `${about.subject.en}: the waiver of "${about.title.en}" has ended; the finding is open again.`,
  });
}

function ofFinding(finding: Finding, at: Instant, text: Bilingual): NewEvent {
  const { enterpriseId, assetId, checkId, severity, id } = finding;
  return { at, kind: "finding", enterpriseId, assetId, checkId, severity, text, refersTo: id };
}

export interface ScoreMove {
  readonly enterpriseId: string;
  readonly catalogId: string;
  /** Title of the catalogue where it is another than the main one. */
  readonly catalog: Bilingual | null;
  readonly at: Instant;
  readonly before: ScoreSummary | null;
  readonly after: ScoreSummary;
  /** What moved it, in words; empty where only evidence grew older or came in. */
  readonly causes: readonly Bilingual[];
}

export function scoreMoved(move: ScoreMove): NewEvent {
  const { enterpriseId, catalogId, catalog, at, before, after } = move;
  const by = catalog === null ? { "zh-CN": "", en: "" } : { "zh-CN": `《${catalog["zh-CN"]}》`, en: ` (${catalog.en})` };
  const step = stepOf(before?.demonstrated ?? null, after.demonstrated);
  const coverage = stepOf(before === null ? after.coverage : before.coverage, after.coverage);
  const potential = stepOf(before === null ? after.potential : before.potential, after.potential);
  const reason = {
    "zh-CN": move.causes.map((cause) => cause["zh-CN"]).join("；"),
    en: move.causes.map((cause) => cause.en).join("; "),
  };
  const text = {
    "zh-CN": `${by["zh-CN"]}得分 ${step}（可能值 ${potential}，覆盖率 ${coverage}）${reason["zh-CN"] === "" ? "。" : `：${reason["zh-CN"]}。`}`,
    en: `Score${by.en} ${step} (potential ${potential}, coverage ${coverage})${reason.en === "" ? "." : `: ${reason.en}.`}`,
  };
  return { ...aboutNothing, at, kind: "score", enterpriseId, text, refersTo: catalogId };
}

/** A move as it is read: one figure where the shown one stays. */
function stepOf(before: number | null, after: number | null): string {
  return figure(before) === figure(after) ? figure(after) : `${figure(before)} → ${figure(after)}`;
}

/** As the pages show it. */
function figure(value: number | null): string {
  return value === null ? "—" : displayPercent(value);
}

/** Whether a reader sees the same figures in both; a step below the last shown decimal is no news. */
export function readsTheSame(before: ScoreSummary, after: ScoreSummary): boolean {
  return (["demonstrated", "potential", "coverage"] as const).every((name) => figure(before[name]) === figure(after[name]));
}

export function pollingChanged(change: {
  at: Instant;
  enterpriseId: string;
  site: Site;
  stopped: boolean;
  actor: string;
}): NewEvent {
  const { at, enterpriseId, site, stopped, actor } = change;
  const text = stopped
    ? {
        "zh-CN": `${actor} 停止了厂区“${site.name["zh-CN"]}”的全部采集。`,
        en: `${actor} stopped all polling of the site ${site.name.en}.`,
      }
    : {
        "zh-CN": `${actor} 恢复了厂区“${site.name["zh-CN"]}”的采集。`,
        en: `${actor} let polling of the site ${site.name.en} go on.`,
      };
  return { ...aboutNothing, at, kind: "collector", enterpriseId, text, refersTo: site.id };
}

export function inventoryImported(inventory: Inventory, path: string, at: Instant): NewEvent {
  const file = basename(path);
  const { id, name } = inventory.enterprise;
  const [assets, sites] = [inventory.assets.length, inventory.sites.length];
  const text = {
    "zh-CN": `已导入“${name["zh-CN"]}”的资产清单（${file}）：${sites} 个厂区，${assets} 项资产。`,
    en: `The inventory of ${name.en} was imported from ${file}: ${counted(sites, "site")}, ${counted(assets, "asset")}.`,
  };
  return { ...aboutNothing, at, kind: "inventory", enterpriseId: id, text, refersTo: file };
}

export function inventoryRefused(path: string, problems: readonly string[], at: Instant): NewEvent {
  const file = basename(path);
  // Problems begin with the whole path; who may read events need not know the folders of the machine.
  const first = (problems[0] ?? "").replace(path, file);
  const more = problems.length - 1;
  const text = {
    "zh-CN": `资产清单 ${file} 未导入，沿用原有内容：${first}${more > 0 ? `（另有 ${more} 处）` : ""}`,
    en: `The inventory ${file} was not imported, what was there stays: ${first}${more > 0 ? ` (and ${more} more)` : ""}`,
  };
  return { ...aboutNothing, at, kind: "inventory", text, refersTo: file };
}

export function storeTroubled(store: "records" | "metrics", code: string, message: string, at: Instant): NewEvent {
  const name = storeNames[store];
  const text = {
    "zh-CN": `${name["zh-CN"]}工作异常（${code}）：${message}`,
    en: `The ${name.en} does not work as it should (${code}): ${message}`,
  };
  return { ...aboutNothing, at, kind: "storage", severity: "high", text, refersTo: store };
}

export function storeRecovered(store: "records" | "metrics", at: Instant): NewEvent {
  const name = storeNames[store];
  const text = { "zh-CN": `${name["zh-CN"]}已恢复。`, en: `The ${name.en} works again.` };
  return { ...aboutNothing, at, kind: "storage", text, refersTo: store };
}

const storeNames = {
  records: { "zh-CN": "记录库", en: "record store" },
  metrics: { "zh-CN": "指标库", en: "metric store" },
};

export function itemsRejected(
  collectorId: string,
  enterpriseId: string | null,
  code: string,
  count: number,
  at: Instant,
): NewEvent {
  const text = {
    "zh-CN": `采集器 ${collectorId} 送来的 ${count} 条观测未能采用（${code}）。`,
    en: `${counted(count, "observation")} of the collector ${collectorId} could not be used (${code}).`,
  };
  return { ...aboutNothing, at, kind: "observation", enterpriseId, text, refersTo: collectorId };
}

export function collectorHeard(collectorId: string, enterpriseId: string, at: Instant): NewEvent {
  const text = { "zh-CN": `采集器 ${collectorId} 已连接。`, en: `The collector ${collectorId} is connected.` };
  return { ...aboutNothing, at, kind: "collector", enterpriseId, text, refersTo: collectorId };
}

export function collectorSilent(collectorId: string, enterpriseId: string, at: Instant): NewEvent {
  const text = {
    "zh-CN": `采集器 ${collectorId} 已失联，其资产的数据将逐渐过期。`,
    en: `The collector ${collectorId} has fallen silent; the data of its assets grows old.`,
  };
  return { ...aboutNothing, at, kind: "collector", enterpriseId, severity: "high", text, refersTo: collectorId };
}

export function contactRefused(collectorId: string, enterpriseId: string, urls: readonly string[], at: Instant): NewEvent {
  const list = urls.slice(0, 5).join(", ");
  const text = {
    "zh-CN": `采集器 ${collectorId} 拒绝连接 ${urls.length} 个端点（超出其允许范围）：${list}`,
    en: `The collector ${collectorId} refuses to contact ${counted(urls.length, "endpoint")} beyond its own limits: ${list}`,
  };
  return { ...aboutNothing, at, kind: "collector", enterpriseId, severity: "medium", text, refersTo: collectorId };
}

export function verdictsChanged(change: {
  enterpriseId: string;
  assetId: string | null;
  subject: Bilingual;
  count: number;
  at: Instant;
}): NewEvent {
  const { enterpriseId, assetId, subject, count, at } = change;
  const text = {
    "zh-CN": `${subject["zh-CN"]}：${count} 项判定有变化。`,
    en: `${subject.en}: ${counted(count, "verdict")} changed.`,
  };
  return { ...aboutNothing, at, kind: "verdict", enterpriseId, assetId, text };
}

/** What a probe learns changes seldom: a certificate, an endpoint, a firmware. */
export function factsChanged(newest: StoredObservation, subject: Bilingual, at: Instant): NewEvent {
  const { enterpriseId, assetId, probe, id } = newest;
  const text = {
    "zh-CN": `${subject["zh-CN"]}：探测“${probe}”的结果与此前不同。`,
    en: `${subject.en}: the probe ${probe} found other facts than before.`,
  };
  return { ...aboutNothing, at, kind: "observation", enterpriseId, assetId, text, refersTo: id };
}

export function baselineAccepted(accepted: StoredObservation, subject: Bilingual, by: string, at: Instant): NewEvent {
  const { enterpriseId, assetId, probe, id } = accepted;
  const text = {
    "zh-CN": `${by} 认可了 ${subject["zh-CN"]} 的新基线（${probe}）。`,
    en: `${by} accepted a new baseline of ${subject.en} (${probe}).`,
  };
  return { ...aboutNothing, at, kind: "observation", enterpriseId, assetId, text, refersTo: id };
}

/** An amount with its noun in English. */
export function counted(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
