import { expect, it } from "vitest";
import { reviewBar } from "./review-bar.ts";

const claim = { state: "submitted" as const, authors: ["li", "zhao"], enterpriseId: "water", mayReview: false };
const person = (actor: string, role: "reviewer" | "assessor", enterpriseId: string | null = null) => ({
  actor,
  grants: [{ role, enterpriseId }],
});

it("bars everybody who wrote on it, also a reviewer", () => {
  expect(reviewBar(claim, person("li", "reviewer"))).toBe("own");
  expect(reviewBar(claim, person("zhao", "assessor"))).toBe("own");
});

it("bars those who are no reviewer there", () => {
  expect(reviewBar(claim, person("wang", "assessor"))).toBe("role");
  expect(reviewBar(claim, person("wang", "reviewer", "pharma"))).toBe("role");
});

it("bars nobody where a review is theirs to make, or none is waited for", () => {
  expect(reviewBar({ ...claim, mayReview: true }, person("wang", "reviewer"))).toBeUndefined();
  expect(reviewBar({ ...claim, state: "accepted" }, person("li", "assessor"))).toBeUndefined();
});
