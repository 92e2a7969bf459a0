import { describe, expect, it } from "vitest";
import { type Looks, look, type Step } from "./firing.ts";

/** The steps that a run of looks gives, from nothing on. */
function steps(holds: string, rule: { times: number; of: number; clearAfter: number }): string {
  let looks: Looks | undefined;
  let firing = false;
  const letters: Record<Step, string> = { fire: "F", resolve: "R", keep: "." };
  return [...holds]
    .map((one) => {
      const { looks: next, step } = look(looks, one === "1", firing, { need: rule, clearAfter: rule.clearAfter });
      looks = next;
      if (step !== "keep") firing = step === "fire";
      return letters[step];
    })
    .join("");
}

describe("an alert", () => {
  it.each([
    ["at once where one look is enough", "0100", { times: 1, of: 1, clearAfter: 1 }, ".FR."],
    ["only when it held often enough among the last looks", "10010110", { times: 3, of: 5, clearAfter: 2 }, "......F."],
    ["not when the times are spread too far", "1001001001", { times: 3, of: 5, clearAfter: 1 }, ".........."],
    ["again after its end", "1101100110", { times: 2, of: 2, clearAfter: 2 }, ".F....R.F."],
  ])("fires %s", (_, holds, rule, expected) => {
    expect(steps(holds, rule)).toBe(expected);
  });

  it("is told once where the condition comes and goes", () => {
    expect(steps("1101010101", { times: 2, of: 3, clearAfter: 3 })).toBe(".F........");
  });

  it("ends after looks in a row without the condition, counted anew each time it holds", () => {
    expect(steps("1001000", { times: 1, of: 1, clearAfter: 3 })).toBe("F.....R");
  });
});
