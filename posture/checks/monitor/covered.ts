import { message } from "../../../model/messages/index.ts";
import { defineAssetCheck } from "../define.ts";
import { fail, iec62443, pass, seen } from "../results.ts";

/** Judges our own sight of the asset, so a finding of it never caps a score (scoring rule 8). */
export const covered = defineAssetCheck({
  id: "monitor.covered",
  severity: "medium",
  effort: 0.5,
  text: {
    title: { "zh-CN": "该资产处于监测之下。", en: "The asset is being watched." },
    rationale: {
      "zh-CN": "看不到的资产，出了问题也不会知道；它的其他检查项只能是未知。",
      en: "What nobody watches fails unnoticed, and every other check of the asset stays unknown.",
    },
    remediation: {
      "zh-CN": "在资产清单中补齐端点，检查采集器能否访问到该资产；协议不受支持的，用其他方式监测并留下记录。",
      en: "Complete its endpoints in the inventory and check that a collector reaches it; where the protocol is not spoken, watch it by other means and keep records.",
    },
  },
  references: [iec62443("SR 6.2"), { source: "MIIT", clause: "工信部网安〔2024〕14号" }],
  evaluate: ({ asset, latest, hasCome }) => {
    if (asset.endpoints.length === 0) return fail(message("monitor.no-endpoint"), []);
    const inDate = latest.find(({ answered }) => answered !== undefined && !hasCome(answered.validUntil + 1));
    if (inDate?.answered === undefined) return fail(message("monitor.nothing-in-date"), []);
    const { observationId } = inDate.answered;
    return pass(message("monitor.observed"), { evidence: [{ ...seen({ id: inDate.probe }), observationId }] });
  },
});
