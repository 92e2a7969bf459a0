import type { AlertCondition, AlertRule } from "../../model/alert.ts";
import { hour, type Instant } from "../../model/instant.ts";
import type { Bilingual } from "../../model/language.ts";
import { compareSeverity, type Severity } from "../../model/severity.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { isAlive } from "../live/collector-watch.ts";
import type { Services } from "../services.ts";
import { assetName, enterpriseName } from "../views/names.ts";
import { summarize } from "../views/score-view.ts";
import { titleWithin } from "../views/verdict-view.ts";

/** Something at which the condition of a rule holds now. */
export interface Subject {
  readonly key: string;
  readonly enterpriseId: string | null;
  readonly assetId: string | null;
  readonly text: Bilingual;
  /** Path of the page that shows it. */
  readonly page: string;
  /** Its own severity where that is known better than by the rule. */
  readonly severity?: Severity;
}

type Find<C extends AlertCondition> = (condition: C, around: Surroundings) => Promise<readonly Subject[]>;

interface Surroundings {
  readonly services: Services;
  readonly entries: readonly InventoryEntry[];
  readonly deadCollectors: ReadonlySet<string>;
  readonly now: Instant;
}

/** Everything at which the condition of a rule holds now. */
export async function subjectsOf(rule: AlertRule, services: Services): Promise<readonly Subject[]> {
  const now = services.clock.now();
  const entries = (await services.book.all()).filter(({ id }) => rule.enterpriseId === null || rule.enterpriseId === id);
  const heard = new Map((await services.records.collectors.all()).map((record) => [record.collectorId, record]));
  const declared = entries.flatMap(collectorsOf);
  const deadCollectors = new Set(declared.filter((id) => !isAlive(heard.get(id), now)));
  return find(rule.condition, { services, entries, deadCollectors, now });
}

function find(condition: AlertCondition, around: Surroundings): Promise<readonly Subject[]> {
  switch (condition.kind) {
    case "finding":
      return openFindings(condition, around);
    case "score-drop":
      return scoreDrops(condition, around);
    case "asset-silent":
      return silentAssets(condition, around);
    case "collector-silent":
      return silentCollectors(condition, around);
    case "storage":
      return failingStores(condition, around);
  }
}

type Of<K extends AlertCondition["kind"]> = Extract<AlertCondition, { kind: K }>;

const openFindings: Find<Of<"finding">> = async ({ severity, checks }, { services, entries }) => {
  const lists = await Promise.all(
    entries.map(async (entry) => {
      const open = await services.records.findings.list({ enterpriseId: entry.id, status: "open" });
      const wanted = open.filter(
        (finding) =>
          compareSeverity(finding.severity, severity) <= 0 && (checks.length === 0 || checks.includes(finding.checkId)),
      );
      return wanted.map((finding): Subject => {
        const about = assetName(entry, finding.assetId) ?? enterpriseName(entry, finding.enterpriseId);
        const title = titleWithin(finding.checkId, services.checksById);
        return {
          key: `finding:${finding.id}`,
          enterpriseId: entry.id,
          assetId: finding.assetId,
          severity: finding.severity,
          page: `/findings/${encodeURIComponent(finding.id)}`,
          text: {
            "zh-CN": `${about["zh-CN"]}不符合“${title["zh-CN"]}”`,
            en: `${about.en} does not meet “${title.en}”`,
          },
        };
      });
    }),
  );
  return lists.flat();
};

const scoreDrops: Find<Of<"score-drop">> = async ({ catalogId, points, withinHours }, { services, entries, now }) => {
  const { scores } = services.records;
  const drops = await Promise.all(
    entries.map(async (entry): Promise<readonly Subject[]> => {
      const [latest, earlier] = await Promise.all([
        scores.latest(entry.id, null, catalogId, "objectives"),
        scores.at(entry.id, null, catalogId, now - withinHours * hour, "objectives"),
      ]);
      const [after, before] = [latest && summarize(latest).demonstrated, earlier && summarize(earlier).demonstrated];
      if (after == null || before == null || before - after < points) return [];
      const figures = `${before.toFixed(1)} → ${after.toFixed(1)}`;
      return [
        {
          key: `score:${entry.id}:${catalogId}`,
          enterpriseId: entry.id,
          assetId: null,
          page: `/enterprises/${encodeURIComponent(entry.id)}`,
          text: {
            "zh-CN": `${entry.name["zh-CN"]}：${withinHours} 小时内已证实得分下降（${figures}）`,
            en: `${entry.name.en}: the demonstrated score fell within ${withinHours} hours (${figures})`,
          },
        },
      ];
    }),
  );
  return drops.flat();
};

/** Where a collector itself is silent, that is told once instead of once an asset. */
const silentAssets: Find<Of<"asset-silent">> = async ({ criticality }, { services, entries, deadCollectors, now }) =>
  entries.flatMap((entry) => {
    const seeing = new Set(
      entry.record.inventory.sites
        .filter(({ collectors }) => collectors.some(({ id }) => !deadCollectors.has(id)))
        .map(({ id }) => id),
    );
    return [...entry.assets.values()]
      .filter((asset) => seeing.has(asset.site) && (asset.criticality ?? 1) >= criticality)
      .filter((asset) => services.pulse.isSilent(entry.id, asset.id, now))
      .map(
        (asset): Subject => ({
          key: `silent:${entry.id}.${asset.id}`,
          enterpriseId: entry.id,
          assetId: asset.id,
          page: `/assets/${encodeURIComponent(`${entry.id}.${asset.id}`)}`,
          text: {
            "zh-CN": `${asset.name["zh-CN"]}没有有效观测，相关检查项判为未知`,
            en: `Nothing that ${asset.name.en} answered is in date; its checks are unknown`,
          },
        }),
      );
  });

const silentCollectors: Find<Of<"collector-silent">> = async (_, { entries, deadCollectors }) =>
  entries.flatMap((entry) =>
    collectorsOf(entry)
      .filter((id) => deadCollectors.has(id))
      .map(
        (id): Subject => ({
          key: `collector:${entry.id}:${id}`,
          enterpriseId: entry.id,
          assetId: null,
          page: "/collectors",
          text: {
            "zh-CN": `${entry.name["zh-CN"]}：采集器 ${id} 没有上报，所辖资产看不到了`,
            en: `${entry.name.en}: the collector ${id} does not report; what it watches cannot be seen`,
          },
        }),
      ),
  );

const failingStores: Find<Of<"storage">> = async (_, { services }) =>
  (["records", "metrics"] as const).flatMap((store) => {
    const { ok, message } = services.health.state(store);
    if (ok) return [];
    const name = store === "records" ? { "zh-CN": "记录存储", en: "record store" } : { "zh-CN": "指标存储", en: "metric store" };
    return {
      key: `storage:${store}`,
      enterpriseId: null,
      assetId: null,
      page: "/collectors",
      text: { "zh-CN": `${name["zh-CN"]}异常：${message ?? ""}`, en: `The ${name.en} fails: ${message ?? ""}` },
    };
  });

function collectorsOf({ record }: InventoryEntry): readonly string[] {
  return [...new Set(record.inventory.sites.flatMap(({ collectors }) => collectors.map(({ id }) => id)))];
}
