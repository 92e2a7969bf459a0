import { BlockList, isIPv6 } from "node:net";
import { message } from "../../../model/messages/index.ts";
import { defineAssetCheck } from "../define.ts";
import { fail, iec62443, notApplicable, pass, unknown } from "../results.ts";

/** Ranges that the public internet does not carry: RFC 1918, 6598, 3927, 4193, 4291 and loopback. */
const notPublic = new BlockList();
notPublic.addSubnet("10.0.0.0", 8);
notPublic.addSubnet("172.16.0.0", 12);
notPublic.addSubnet("192.168.0.0", 16);
notPublic.addSubnet("100.64.0.0", 10);
notPublic.addSubnet("169.254.0.0", 16);
notPublic.addSubnet("127.0.0.0", 8);
notPublic.addSubnet("fc00::", 7, "ipv6");
notPublic.addSubnet("fe80::", 10, "ipv6");
notPublic.addAddress("::1", "ipv6");

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

/** An IPv4 address in its IPv6 form (`::ffff:10.0.0.1`) is judged as the IPv4 address; the list knows it as such. */
function isPublic(address: string): boolean {
  return !notPublic.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
