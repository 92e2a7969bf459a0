import type { Section } from "../section.ts";
import type { comparisonPage as source } from "../zh-CN/comparison-page.ts";

export const comparisonPage: Section<typeof source> = {
  "page.comparison": "All enterprises",
  "comparison.whole": "All enterprises",
  "comparison.by-industry": "By industry",
  "comparison.by-type": "By type",
  "comparison.by-grade": "By grade",
  "comparison.group": "Group",
  "comparison.enterprises": "Enterprises",
  "comparison.mean": "Mean score",
  "comparison.lowest": "Lowest",
  "comparison.capped": "Capped",
  "comparison.no-industry": "No industry named",
  "comparison.note": "Every enterprise counts the same in a mean; simulated and real ones are never mixed",
  "comparison.unscored": ({ n }) => `${n} without a score yet, not in the mean`,
  "comparison.none": "There is no enterprise to compare.",
  "comparison.open": "Compare enterprises",
};
