import { message } from "../../../model/messages/index.ts";
import { type CheckResult, defineAssetCheck, type EnterpriseContext } from "../define.ts";
import { fail, notApplicable, pass, unknown } from "../results.ts";
import { addressReferences, judgeAddresses, publicFirst, type SweptAsEvidence, severityOf, sweptOf } from "./address-verdict.ts";

/** Judges whether every address of the asset is on the address record list of the enterprise. */
export const addressUnrecorded = defineAssetCheck({
  id: "net.address-unrecorded",
  severity: "high",
  effort: 0.5,
  text: {
    title: { "zh-CN": "使用的 IP 地址均已备案。", en: "Every IP address in use is on the address record list." },
    rationale: {
      "zh-CN": "未备案的地址出了问题找不到单位和责任人；网络接入服务提供者不得为其提供接入，发现后要立即停止接入并上报。",
      en: "Nobody answers for an address without a record. Access providers may not serve it, and must cut it off at once and report it when they find it.",
    },
    remediation: {
      "zh-CN":
        "确属合法使用的，补报备案并更新清单；来历不明的，先停止接入并报属地通信管理局（只使用地址的企业报接入服务单位），再查明来源。",
      en: "Where the use is legitimate, record the address and bring the list up to date. Where it is not, cut it off and report it to the local communications administration (an enterprise that only uses addresses tells its provider), then find out where it came from.",
    },
  },
  references: addressReferences,
  evaluate: (context) =>
    judgeAddresses(context, "unrecorded", ({ subjects, evidence }) => {
      const unseen = subjects[evidence.length];
      if (evidence.length < subjects.length && unseen !== undefined) {
        return unknown(message("address.not-seen", { address: unseen.address }), { evidence });
      }
      return pass(message("address.all-recorded", { count: subjects.length }), { evidence });
    }),
  evaluateRest: judgeSwept,
});

/** What a sweep of the declared ranges found beyond the assets. */
function judgeSwept(context: EnterpriseContext): CheckResult {
  const { addresses, inventory, sweep } = context;
  const ranges = inventory.sites.flatMap((site) => site.discovery.map(({ id }) => ({ id, swept: sweep(site.id, id) })));
  if (ranges.length === 0) return notApplicable(message("address.no-range"));
  if (addresses.register === undefined) return unknown(message("address.no-list"));
  const swept = sweptOf(context);
  const unrecorded = swept.filter(({ record }) => record === null).toSorted(publicFirst);
  const [first] = unrecorded;
  if (first !== undefined) {
    const notices = unrecorded.length === 1 ? [] : [message("address.others", { count: unrecorded.length - 1 })];
    return fail(message("address.unrecorded-swept", { address: first.address }), pointers(unrecorded), {
      notices,
      ...severityOf(first),
    });
  }
  const missing = ranges.find((range) => range.swept === undefined);
  if (missing !== undefined) return unknown(message("address.not-swept", { range: missing.id }), { evidence: pointers(swept) });
  return pass(message("address.swept-recorded", { count: swept.length }), { evidence: pointers(swept) });
}

function pointers(swept: readonly SweptAsEvidence[]) {
  return swept.map(({ pointer }) => pointer);
}
