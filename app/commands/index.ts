import { registerCatalogCheck } from "./catalog-check.ts";
import { registerCollect } from "./collect.ts";
import type { RegisterCommand } from "./command.ts";
import { registerConfigCheck } from "./config-check.ts";
import { registerDemo } from "./demo.ts";
import { registerScan } from "./scan.ts";
import { registerScore } from "./score.ts";
import { registerServe } from "./serve.ts";
import { registerSimulate } from "./simulate.ts";
import { registerToken } from "./token.ts";
import { registerUp } from "./up.ts";

/** Every command; a new one is its file and its line here. */
export const registeredCommands: readonly RegisterCommand[] = [
  registerDemo,
  registerUp,
  registerCollect,
  registerServe,
  registerScan,
  registerSimulate,
  registerScore,
  registerConfigCheck,
  registerCatalogCheck,
  registerToken,
];
