import { type Attribution, attribute } from "./attribution.ts";
import { type Progress, runCampaign, type Summary } from "./campaign.ts";
import { attributionName, suites } from "./suites.ts";

export interface Order {
  readonly name: string;
  readonly seed: number;
  readonly count: number;
  readonly first: number;
}

export type Report =
  | { readonly kind: "alive"; readonly underWay: readonly number[] }
  | { readonly kind: "summary"; readonly summary: Summary }
  | { readonly kind: "attribution"; readonly attribution: Attribution }
  | { readonly kind: "failed"; readonly error: string };

const devices = 1000;
/** Answers of all devices in one round, about. */
const answersPerRound = 3000;
const aliveEveryMs = 2000;

let progress: Progress | undefined;

process.once("message", (order: Order) => {
  const alive = setInterval(() => process.send?.(aliveNow()), aliveEveryMs);
  report(order)
    .catch((error: unknown): Report => ({ kind: "failed", error: error instanceof Error ? (error.stack ?? "") : String(error) }))
    .then((result) => {
      clearInterval(alive);
      process.send?.(result, () => process.exit());
    });
});

async function report({ name, seed, count, first }: Order): Promise<Report> {
  if (name === attributionName) {
    const rounds = Math.max(1, Math.ceil(count / answersPerRound));
    return { kind: "attribution", attribution: await attribute({ seed, devices, rounds }) };
  }
  const found = suites.find(({ suite }) => suite.name === name);
  if (found === undefined) return { kind: "failed", error: `there is no suite ${name}` };
  const observe = (state: Progress) => {
    progress = state;
  };
  const options = { seed, first, count: Math.ceil(count * found.share), observe };
  return { kind: "summary", summary: await runCampaign(found.suite, options) };
}

function aliveNow(): Report {
  return { kind: "alive", underWay: progress?.underWay ?? [] };
}
