import { Problem } from "../../model/problem.ts";
import type { Simulator } from "../define.ts";

export const simulator: Simulator = {
  profiles: [],
  weaknesses: [],
  expectations: () => [],
  start: ({ profile }) => Promise.reject(new Problem("unknown-profile", `There is no device profile "${profile}".`)),
};
