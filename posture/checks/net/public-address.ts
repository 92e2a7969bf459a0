import { message } from "../../../model/messages/index.ts";
import { isPublic } from "../../addresses/is-public.ts";
import { defineAssetCheck } from "../define.ts";
import { fail, iec62443, notApplicable, pass, unknown } from "../results.ts";

/**
 * Judges the address that the plant declares, not the one that is dialled. A public address is a high finding, no critical one:
 * plants use public ranges inside, and nothing here shows that it can be reached from outside.
 */
export const publicAddress = defineAssetCheck({
  id: "net.public-address",
  severity: "high",
  effort: 1,
  text: {
    title: { "zh-CN": "该工控资产没有公网地址。", en: "The OT asset has no public address." },
    rationale: {
      "zh-CN": "有公网地址的工控资产可能被互联网上的任何人扫描和访问；工控协议大多没有鉴别能力。",
      en: "An OT asset with a public address may be scanned and spoken to by anybody on the internet, and most OT protocols authenticate nobody.",
    },
    remediation: {
      "zh-CN": "改用内网地址，把对外访问收到边界设备之后；确属内部占用公网网段的，按计划更换网段。",
      en: "Move it to a private address behind a boundary device; where public ranges are used inside only, plan to renumber them.",
    },
  },
  references: [iec62443("SR 5.1"), iec62443("SR 5.2")],
  evaluate: ({ asset }) => {
    if (asset.endpoints.length === 0) return notApplicable(message("common.not-applicable"));
    for (const { id, address } of asset.endpoints) {
      if (address !== undefined && isPublic(address)) return fail(message("net.address-public", { address, endpoint: id }), []);
    }
    const declared = asset.endpoints.every(({ address }) => address !== undefined);
    return declared ? pass(message("net.addresses-private")) : unknown(message("net.address-undeclared"));
  },
});
