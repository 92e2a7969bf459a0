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
  "process.drill-held": text<{ on: string }>(
    ({ on }) => `最近一次应急演练在 ${on}，未超过 12 个月。`,
    ({ on }) => `The last drill was held on ${on}, within the last 12 months.`,
  ),
  "process.drill-old": text<{ on: string }>(
    ({ on }) => `最近一次应急演练在 ${on}，已超过 12 个月。`,
    ({ on }) => `The last drill was held on ${on}, more than 12 months ago.`,
  ),
  "process.drill-none": text(
    () => "没有应急演练记录，不能判定。",
    () => "No drill is on record, so nothing can be said.",
  ),
  "process.drill-unreviewed": text<{ on: string }>(
    ({ on }) => `${on} 的应急演练没有写明结论，不能算作已总结。`,
    ({ on }) => `The drill of ${on} has no outcome on record, so whether it was reviewed cannot be told.`,
  ),
  "process.simulation-run": text<{ on: string }>(
    ({ on }) => `最近一次模拟场景评测在 ${on}，未超过 6 个月（自产证据）。`,
    ({ on }) => `A simulated scenario was run and scored on ${on}, within the last 6 months (self-made evidence).`,
  ),
  "process.simulation-old": text<{ on: string }>(
    ({ on }) => `最近一次模拟场景评测在 ${on}，已超过 6 个月。`,
    ({ on }) => `A simulated scenario was last run and scored on ${on}, more than 6 months ago.`,
  ),
  "process.simulation-none": text(
    () => "没有模拟场景评测记录，不能判定。",
    () => "No run of a simulated scenario is on record, so nothing can be said.",
  ),
  "process.sweep-done": text<{ on: string; days: number }>(
    ({ on, days }) => `最近一次地址自查在 ${on}，在 ${days} 天的周期内。`,
    ({ on, days }) => `The addresses were swept last on ${on}, within the period of ${days} days.`,
  ),
  "process.sweep-old": text<{ on: string; days: number }>(
    ({ on, days }) => `最近一次地址自查在 ${on}，超过了 ${days} 天的周期。`,
    ({ on, days }) => `The addresses were swept last on ${on}, longer ago than the period of ${days} days.`,
  ),
  "process.sweep-none": text(
    () => "没有地址自查记录，不能判定。",
    () => "No sweep of the addresses is on record, so nothing can be said.",
  ),
};
