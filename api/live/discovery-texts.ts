import type { Proposal } from "../../model/discovery/proposal.ts";
import type { DiscoveryTask } from "../../model/discovery/task.ts";
import type { Bilingual } from "../../model/language.ts";
import type { Reason } from "../../model/observation.ts";
import type { NewEvent } from "./event-hub.ts";

const aboutNothing = { assetId: null, checkId: null, severity: null };

const reasons: Readonly<Record<string, Bilingual>> = {
  "beyond-ceiling": {
    "zh-CN": "超出采集器本地上限（mayContact），没有连接",
    en: "beyond the collector's own ceiling (mayContact), so it was not contacted",
  },
  "not-assigned": { "zh-CN": "该厂区不由此采集器负责", en: "the site is not this collector's" },
  "polling-stopped": { "zh-CN": "该厂区已停止全部采集", en: "all polling of the site is stopped" },
  "unknown-range": { "zh-CN": "采集器没有这个发现范围", en: "the collector knows no such range" },
  "outside-window": { "zh-CN": "现在不在该范围允许的时间内", en: "the range may not be swept at this time" },
  "not-an-address": { "zh-CN": "不是一台设备的地址", en: "this is not the address of a device" },
  "collector-away": { "zh-CN": "采集器没有来取任务", en: "the collector did not come for it" },
  "collector-silent": { "zh-CN": "采集器不再报告进度", en: "the collector reports no more" },
  cancelled: { "zh-CN": "已由人员取消", en: "a person ended it" },
  "ended-early": { "zh-CN": "扫描提前结束", en: "the sweep ended early" },
  "connect-refused": { "zh-CN": "设备拒绝连接", en: "the device refuses connections" },
  "connect-timeout": { "zh-CN": "连接超时", en: "no connection in time" },
  "no-session": { "zh-CN": "服务器不给无身份的会话", en: "the server grants no session without identity" },
};

/** Why a task was refused or failed. */
export function taskReason({ code, detail }: Reason): Bilingual {
  const known = reasons[code];
  if (known !== undefined) return known;
  const said = detail === undefined || detail === code ? code : `${code}: ${detail}`;
  return { "zh-CN": said, en: said };
}

/** What a collector would not do, whoever asked. */
export function taskRefused(task: DiscoveryTask, at: number): NewEvent {
  const { enterpriseId, collectorId, report, work, id } = task;
  const why = taskReason(report?.reason ?? { code: "refused" });
  const what = work.kind === "sweep" ? work.rangeId : work.url;
  return {
    ...aboutNothing,
    at,
    kind: "collector",
    enterpriseId,
    refersTo: id,
    text: {
      "zh-CN": `采集器 ${collectorId} 没有执行对 ${what} 的请求：${why["zh-CN"]}。`,
      en: `The collector ${collectorId} did not do what was asked of it at ${what}: ${why.en}.`,
    },
  };
}

export function proposalDecided({ enterpriseId, url, id, decision, state }: Proposal, by: string, at: number): NewEvent {
  const words: Record<Proposal["state"], Bilingual> = {
    open: { "zh-CN": "重新列为待处理", en: "put back on the list of what was found" },
    accepted: {
      "zh-CN": `登记为资产 ${decision?.assetId ?? ""}`,
      en: `taken into the inventory as ${decision?.assetId ?? ""}`,
    },
    ignored: { "zh-CN": `忽略（${decision?.reason ?? ""}）`, en: `ignored (${decision?.reason ?? ""})` },
  };
  return {
    ...aboutNothing,
    at,
    kind: "inventory",
    enterpriseId,
    refersTo: id,
    text: {
      "zh-CN": `${by} 将发现的 ${url} ${words[state]["zh-CN"]}。`,
      en: `${url}, which had been found, was ${words[state].en} by ${by}.`,
    },
  };
}
