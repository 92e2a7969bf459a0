import { expect, it } from "vitest";
import { may } from "./may.ts";

const grants = (role: "viewer" | "operator" | "reviewer", enterpriseId: string | null) => ({ grants: [{ role, enterpriseId }] });

it("offers an act to those whose role covers it, where it covers it", () => {
  expect(may(grants("operator", null), "polling", "water")).toBe(true);
  expect(may(grants("operator", "water"), "acknowledge", "water")).toBe(true);
  expect(may(grants("operator", "water"), "acknowledge", "pharma")).toBe(false);
  expect(may(grants("operator", null), "waive", "water")).toBe(false);
  expect(may(grants("reviewer", null), "waive", "water")).toBe(true);
  expect(may(grants("reviewer", "water"), "baseline", "water")).toBe(true);
  expect(may(grants("operator", null), "baseline", "water")).toBe(false);
  expect(may(grants("viewer", null), "acknowledge", "water")).toBe(false);
  expect(may(grants("reviewer", "water"), "review", "water")).toBe(true);
  expect(may({ grants: [{ role: "administrator", enterpriseId: null }] }, "review", "water")).toBe(false);
  expect((["claim", "assign", "classify"] as const).map((act) => may(grants("operator", null), act, "water"))).toEqual([
    false,
    false,
    false,
  ]);
});
