import { expect, it } from "vitest";
import { message, render } from "./index.ts";

it("names a zone in either language, and shows the id where an older release stored it", () => {
  const zone = { "zh-CN": "控制区", en: "Control" };
  expect(render(message("net.no-crossing", { zone }))).toEqual({
    "zh-CN": "采集器与资产同在区域“控制区”，没有跨区访问可供判定。",
    en: "The collector stands in the asset's own zone “Control”: there is no crossing to judge.",
  });
  expect(render({ key: "inventory.zone-set", values: { zone: "control" } }).en).toBe("The asset belongs to the zone “control”.");
});
