import type { Language } from "../../../../model/language.ts";
import type { ReportDocument } from "../../../../model/report.ts";
import { metadataOf, oscalContext, riskOf } from "./common.ts";

/** The rectification ledger as an OSCAL plan of action and milestones; resolved findings are closed risks. */
export function toPlanOfAction(report: ReportDocument, language: Language) {
  const context = oscalContext(report, language);
  const risks = report.findings.map((finding) => riskOf(finding, context));
  const items = risks.map(({ uuid, title, description }) => ({
    uuid: context.uuid(`item/${uuid}`),
    title,
    description,
    "related-risks": [{ "risk-uuid": uuid }],
  }));
  const nothing = { "zh-CN": "没有需要整改的问题。", en: "There is nothing to put right." }[language];
  return {
    "plan-of-action-and-milestones": {
      uuid: context.uuid("plan-of-action"),
      metadata: metadataOf(context),
      "system-id": { id: report.inventory.enterprise.id },
      ...(risks.length === 0 ? {} : { risks }),
      // OSCAL asks for at least one item.
      "poam-items": items.length === 0 ? [{ uuid: context.uuid("item"), title: nothing, description: nothing }] : items,
    },
  };
}
