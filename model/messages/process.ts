import { text } from "./define.ts";

/** Reasons given by the checks of how an enterprise works. */
export const processMessages = {
  "process.findings-in-time": text<{ count: number }>(
    ({ count }) => (count === 0 ? "没有待整改的问题。" : `待整改的 ${count} 个问题均在期限内。`),
    ({ count }) =>
      count === 0
        ? "No finding waits to be put right."
        : `All findings that wait to be put right (${count}) are within their dates.`,
  ),
  "process.findings-overdue": text<{ count: number }>(
    ({ count }) => `${count} 个问题超过整改期限仍未解决。`,
    ({ count }) => `Findings past the date by which they were to be put right: ${count}.`,
  ),
  "process.findings-undated": text<{ count: number }>(
    ({ count }) => `${count} 个问题没有设定整改期限，无法判断是否超期。`,
    ({ count }) => `Findings without a date by which they are to be put right: ${count}; whether they are late cannot be told.`,
  ),
};
