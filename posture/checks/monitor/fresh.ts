import { message } from "../../../model/messages/index.ts";
import { defineAssetCheck, type LatestOutcome } from "../define.ts";
import { fail, iec62443, pass, seen, unknown } from "../results.ts";

type Answered = LatestOutcome & { readonly answered: NonNullable<LatestOutcome["answered"]> };

/**
 * Judges our own sight of the asset by its newest observation alone: the probe that runs most often goes out of date first, so
 * silence shows here while slower probes are still in date.
 */
export const fresh = defineAssetCheck({
  id: "monitor.fresh",
  severity: "high",
  effort: 0.5,
  text: {
    title: { "zh-CN": "该资产的最新观测未过期。", en: "The asset's newest observation is in date." },
    rationale: {
      "zh-CN": "观测一过期，页面上的状态就是过去的状态，其间的变化无人知晓。",
      en: "Once observations are out of date the pages show the past, and whatever happened since goes unseen.",
    },
    remediation: {
      "zh-CN": "查看采集器与该资产之间的网络、设备是否停机、轮询是否被停用，恢复后会自动重新判定。",
      en: "Look at the network between collector and asset, whether the device is down and whether polling was stopped; once it answers again it is judged anew by itself.",
    },
  },
  references: [iec62443("SR 6.2")],
  evaluate: ({ latest, hasCome }) => {
    const newest = latest.filter(hasAnswered).sort(byAge)[0];
    if (newest === undefined) return unknown(message("monitor.never-answered"));
    const { observationId, lastSeen, validUntil } = newest.answered;
    const evidence = [{ ...seen({ id: newest.probe }), observationId }];
    if (!hasCome(validUntil + 1)) return pass(message("monitor.in-date"), { evidence });
    return fail(message("monitor.out-of-date", { at: new Date(lastSeen).toISOString() }), evidence);
  },
});

function hasAnswered(latest: LatestOutcome): latest is Answered {
  return latest.answered !== undefined;
}

/** Youngest first; of two as young the one that stays in date longer. */
function byAge(a: Answered, b: Answered): number {
  return b.answered.lastSeen - a.answered.lastSeen || b.answered.validUntil - a.answered.validUntil;
}
