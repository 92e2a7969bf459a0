import type { Instant } from "../../model/instant.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import type { NewEvent } from "./event-hub.ts";

const aboutNothing = { assetId: null, checkId: null, severity: null } as const;

/** `changes`: how many values. */
export function inventoryEdited(inventory: Inventory, changes: number, by: string, at: Instant): NewEvent {
  const { id, name } = inventory.enterprise;
  const text = {
    "zh-CN": `${by} 修改了“${name["zh-CN"]}”的资产清单：${changes} 处。`,
    en: `${by} edited the inventory of ${name.en}: ${changes} ${changes === 1 ? "value" : "values"}.`,
  };
  return { ...aboutNothing, at, kind: "inventory", enterpriseId: id, text, refersTo: null };
}

/** A changed file says otherwise than what was edited on the page, and somebody has to decide. */
export function editsStand(inventory: Inventory, waiting: number, file: string, at: Instant): NewEvent {
  const { id, name } = inventory.enterprise;
  const text = {
    "zh-CN": `文件 ${file} 与页面上的修改有 ${waiting} 处不一致，“${name["zh-CN"]}”的资产清单保留页面上的值，等待确认。`,
    en: `${file} differs from what was edited in the inventory of ${name.en} in ${waiting} ${waiting === 1 ? "place" : "places"}; the edits stand until somebody decides.`,
  };
  return { ...aboutNothing, at, kind: "inventory", enterpriseId: id, text, refersTo: file };
}
