import { expect, it } from "vitest";
import { hour, minute } from "../../../model/instant.ts";
import { RollingShare } from "./rolling-share.ts";

const start = Date.UTC(2026, 0, 1);

it("tells a share in steps once enough was counted", () => {
  const share = new RollingShare(hour, 12);
  for (let index = 0; index < 9; index += 1) share.add(start + index * minute, index !== 4);
  expect(share.percent(start + 9 * minute, 10)).toBeUndefined();
  share.add(start + 9 * minute, true);
  expect(share.percent(start + 9 * minute, 10)).toBe(90);
});

it("forgets what left the window", () => {
  const share = new RollingShare(hour, 12);
  for (let index = 0; index < 10; index += 1) share.add(start, false);
  for (let index = 0; index < 10; index += 1) share.add(start + 50 * minute, true);
  expect(share.percent(start + 50 * minute, 1)).toBe(50);
  expect(share.percent(start + hour, 1)).toBe(100);
  expect(share.percent(start + 2 * hour, 1)).toBeUndefined();
});
