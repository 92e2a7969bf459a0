import type { Activity, ActivityKind } from "../../model/activity.ts";
import type { AddressStep } from "../../model/addresses/address-register.ts";
import type { Instant } from "../../model/instant.ts";
import type { Bilingual } from "../../model/language.ts";
import type { NewEvent } from "./event-hub.ts";
import { counted } from "./event-texts.ts";

/** The words of events about address records and recorded activities. */

export function addressListChanged(enterpriseId: string, count: number, by: string, at: Instant): NewEvent {
  return ofEnterprise(enterpriseId, at, {
    "zh-CN": `${by} 导入了 IP 地址备案清单，共 ${count} 条。`,
    en: `${by} imported the address record list, ${counted(count, "record")}.`,
  });
}

export function addressStepTaken({
  enterpriseId,
  address,
  kind,
  recipient,
  responsible,
  recordedBy,
  recordedAt,
}: AddressStep): NewEvent {
  const cutOff: Bilingual = {
    "zh-CN": `${recordedBy} 登记：${responsible} 已阻断地址 ${address}。`,
    en: `${recordedBy} recorded that ${responsible} cut off the address ${address}.`,
  };
  const reported: Bilingual = {
    "zh-CN": `${recordedBy} 登记：${responsible} 已将地址 ${address} 上报${recipient}。`,
    en: `${recordedBy} recorded that ${responsible} reported the address ${address} to ${recipient}.`,
  };
  return ofEnterprise(enterpriseId, recordedAt, kind === "cut-off" ? cutOff : reported);
}

const activityNames: Readonly<Record<ActivityKind, Bilingual>> = {
  drill: { "zh-CN": "应急演练", en: "an emergency drill" },
  simulation: { "zh-CN": "模拟场景评测", en: "a run of a simulated scenario" },
  "address-sweep": { "zh-CN": "地址自查", en: "a sweep of the addresses" },
};

export function activityRecorded({ enterpriseId, kind, scope, recordedBy, recordedAt }: Activity): NewEvent {
  const name = activityNames[kind];
  return ofEnterprise(enterpriseId, recordedAt, {
    "zh-CN": `${recordedBy} 登记了一次${name["zh-CN"]}：${scope}。`,
    en: `${recordedBy} recorded ${name.en}: ${scope}.`,
  });
}

function ofEnterprise(enterpriseId: string, at: Instant, text: Bilingual): NewEvent {
  return { at, kind: "inventory", enterpriseId, assetId: null, checkId: null, severity: null, text, refersTo: null };
}
