import type { RegisterCommand } from "./command.ts";

/** Every command by its first word; a new one is its file and its line here. */
const commandFiles: Readonly<Record<string, () => Promise<{ readonly register: RegisterCommand }>>> = {
  demo: () => import("./demo.ts"),
  up: () => import("./up.ts"),
  collect: () => import("./collect.ts"),
  collector: () => import("./collector.ts"),
  serve: () => import("./serve.ts"),
  scan: () => import("./scan.ts"),
  probe: () => import("./probe.ts"),
  discover: () => import("./discover.ts"),
  simulate: () => import("./simulate.ts"),
  evaluate: () => import("./evaluate.ts"),
  "simulation-run": () => import("./simulation-run.ts"),
  score: () => import("./score.ts"),
  config: () => import("./config-check.ts"),
  catalog: () => import("./catalog-check.ts"),
  token: () => import("./token.ts"),
  user: () => import("./user.ts"),
  advisories: () => import("./advisories.ts"),
  audit: () => import("./audit.ts"),
  backup: () => import("./backup.ts"),
  restore: () => import("./restore.ts"),
  report: () => import("./report.ts"),
  sign: () => import("./sign.ts"),
  verify: () => import("./verify.ts"),
};

/** The command of this name alone, since loading all of them takes seconds; all of them where help is asked for. */
export async function commandsFor(firstWord: string | undefined): Promise<readonly RegisterCommand[]> {
  const named = commandFiles[firstWord ?? ""];
  const loaded = await Promise.all((named === undefined ? Object.values(commandFiles) : [named]).map((load) => load()));
  return loaded.map(({ register }) => register);
}
