import type { AlertRule } from "../../model/alert.ts";

/** What the last looks at one subject of a rule found. */
export interface Looks {
  /** Whether the condition held, newest last; as many as the rule counts. */
  readonly held: readonly boolean[];
  /** Looks in a row without the condition. */
  readonly clear: number;
}

export type Step = "fire" | "resolve" | "keep";

const never: Looks = { held: [], clear: 0 };

/**
 * One more look. It fires when the condition held often enough among the last looks, and ends only after looks in a row without it, so
 * that something that comes and goes is told once.
 */
export function look(
  before: Looks | undefined,
  holds: boolean,
  firing: boolean,
  { need, clearAfter }: Pick<AlertRule, "need" | "clearAfter">,
): { readonly looks: Looks; readonly step: Step } {
  const { held, clear } = before ?? never;
  const looks = { held: [...held, holds].slice(-need.of), clear: holds ? 0 : clear + 1 };
  if (firing) return { looks, step: looks.clear >= clearAfter ? "resolve" : "keep" };
  const times = looks.held.filter(Boolean).length;
  return { looks, step: holds && times >= need.times ? "fire" : "keep" };
}

/** Whether the looks say nothing any more and can be forgotten. */
export function isForgotten({ held }: Looks): boolean {
  return !held.includes(true);
}
