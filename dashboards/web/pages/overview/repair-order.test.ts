import { expect, it } from "vitest";
import type { RepairView } from "../../../../api/contract/scores.ts";
import { fixFirst } from "./repair-order.ts";

const repair = (checkId: string, gainAlone: number, gainTogether: number, effort = 1) => ({
  enterpriseId: "water",
  repair: {
    checkId,
    assetId: null,
    severity: "high",
    gainAlone,
    gainTogether,
    together: 1,
    effort,
    title: { "zh-CN": checkId, en: checkId },
    assetName: null,
    findingId: null,
  } satisfies RepairView,
});

it("orders by what a repair is worth, alone or with those under its cap, then by effort", () => {
  const all = [repair("a", 1, 1), repair("b", 0, 6), repair("c", 2, 2, 3), repair("d", 2, 2, 1), repair("e", 0, 0)];
  expect(fixFirst(all, 3).map(({ repair: { checkId } }) => checkId)).toEqual(["b", "d", "c"]);
  expect(fixFirst(all, 9)).toHaveLength(4);
});
