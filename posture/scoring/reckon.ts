import { Problem } from "../../model/problem.ts";
import type { ScoringRules, Sheet } from "../../model/score.ts";
import { sameItems } from "../same-items.ts";
import { runToEnd, type Steps } from "../steps.ts";
import {
  type Cap,
  type CapGround,
  type CappingFinding,
  capGround,
  controlCap,
  enterpriseCap,
  graveFindings,
  lowers,
  withoutFindings,
} from "./caps.ts";
import { compare, divide, type Fraction, fromDecimal, one, smaller, sum, zero } from "./fraction.ts";
import { type Level, meanOf, raisedBy, type Weighted } from "./level.ts";
import { criticalityIn, type ScoredObjective, scoreObjective } from "./objective-value.ts";
import { compareIds } from "./order.ts";

/** A sheet with every objective valued and sorted under controls and tasks: what all later figures follow from. */
export interface Ledger {
  readonly sheet: Sheet;
  readonly scored: readonly ScoredObjective[];
  readonly rules: ScoringRules;
  readonly tasks: readonly TaskLedger[];
  /** Objectives that the state only encourages: they stay out of the number (scoring rule 6). */
  readonly encouraged: readonly ScoredObjective[];
}
export interface TaskLedger {
  readonly id: string;
  readonly weight: Fraction;
  readonly controls: readonly ControlLedger[];
}
export interface ControlLedger {
  readonly id: string;
  readonly weight: Fraction;
  readonly objectives: readonly ScoredObjective[];
  readonly ground: CapGround;
  /** Those of its findings that cap the enterprise. */
  readonly grave: readonly CappingFinding[];
  /** The control as it stands; null where nothing in it counts. */
  readonly standing: Reckoned | null;
}

/** A level that counts. `raw` is before the cap; `cap` stands where it lowers something. */
export interface Reckoned extends Weighted {
  readonly id: string;
  readonly kind: "enterprise" | "task" | "control" | "objective";
  readonly raw: Level;
  readonly cap?: Cap;
  readonly children: readonly Reckoned[];
  readonly scored?: ScoredObjective;
}

/** Opens the ledger of a sheet. Throws a Problem for an id used twice or a pair of an unknown asset. */
export function openLedger(sheet: Sheet, rules: ScoringRules): Ledger {
  return runToEnd(openLedgerInSteps(sheet, rules));
}

/** The same in steps of one objective. Objectives and controls that stand as in the ledger `before` are taken over from it. */
export function* openLedgerInSteps(sheet: Sheet, rules: ScoringRules, before?: Ledger): Steps<Ledger> {
  const known = before?.rules === rules ? before : undefined;
  const old = new Map(known?.scored.map((one) => [one.objective.id, one]));
  const sameAssets = known?.sheet.assets === sheet.assets;
  const criticality = criticalityIn(sheet, rules);
  refuseDoubles(sheet);
  const scored: ScoredObjective[] = [];
  for (const objective of sheet.objectives) {
    const last = old.get(objective.id);
    const stands = sameAssets && last?.objective === objective;
    scored.push(stands ? last : scoreObjective(objective, criticality, rules, last));
    yield;
  }
  scored.sort((a, b) => compareIds(a.objective.id, b.objective.id));
  const [encouraged, counting] = [scored.filter(isEncouraged), scored.filter((one) => !isEncouraged(one))];
  const controls: ControlLedger[] = [];
  for (const [id, objectives] of Map.groupBy(counting, ({ objective }) => parentOf(objective.id))) {
    const last = sameAssets ? known.tasks.flatMap((task) => task.controls).find((control) => control.id === id) : undefined;
    controls.push(openControl(id, objectives, sheet, rules, last));
    yield;
  }
  const tasks = [...Map.groupBy(controls, ({ id }) => parentOf(id))].map(([id, own]) => ({
    id,
    weight: weightIn(sheet.taskWeight, id),
    controls: own,
  }));
  return { sheet, rules, scored, tasks, encouraged };
}

function openControl(
  id: string,
  objectives: readonly ScoredObjective[],
  sheet: Sheet,
  rules: ScoringRules,
  last: ControlLedger | undefined,
): ControlLedger {
  const weight = weightIn(sheet.controlWeight, id);
  const isSame = last !== undefined && compare(last.weight, weight) === 0 && sameItems(last.objectives, objectives);
  if (isSame) return last;
  const ground = capGround(objectives, criticalityIn(sheet, rules));
  const control = { id, weight, objectives, ground, grave: graveFindings(ground, rules) };
  return { ...control, standing: reckonControl(control, rules, new Set()) };
}

/**
 * Rolls the ledger up (scoring rules 7 to 9); null where nothing counts at all. `fixed` names findings (by `pairKey`) that are
 * taken as put right.
 */
export function reckon(ledger: Ledger, fixed: ReadonlySet<string> = new Set()): Reckoned | null {
  const { rules } = ledger;
  const tasks = ledger.tasks.flatMap(({ id, weight, controls }) => {
    const children = controls.flatMap(
      (control) => (concerns(control, fixed) ? reckonControl(control, rules, fixed) : control.standing) ?? [],
    );
    return rollUp({ id, kind: "task", weight, children }) ?? [];
  });
  const grave = ledger.tasks.flatMap((task) => task.controls.flatMap((control) => control.grave));
  const cap = enterpriseCap(
    grave.filter(({ key }) => !fixed.has(key)),
    rules,
  );
  return rollUp({ id: "enterprise", kind: "enterprise", weight: one, children: tasks }, cap);
}

function concerns({ objectives }: ControlLedger, fixed: ReadonlySet<string>): boolean {
  return objectives.some(({ failing }) => fixed.values().some((key) => failing.has(key)));
}

function reckonControl(
  { id, weight, objectives, ground }: Pick<ControlLedger, "id" | "weight" | "objectives" | "ground">,
  rules: ScoringRules,
  fixed: ReadonlySet<string>,
): Reckoned | null {
  const children = objectives.flatMap((scored): Reckoned[] => {
    if (scored.level === null) return [];
    const level = raisedBy(scored.level, shareOfFixed(scored, fixed));
    const { objective } = scored;
    return [
      { id: objective.id, kind: "objective", weight: fromDecimal(objective.weight), level, raw: level, children: [], scored },
    ];
  });
  return rollUp({ id, kind: "control", weight, children }, controlCap(withoutFindings(ground, fixed), rules));
}

function rollUp(node: Pick<Reckoned, "id" | "kind" | "weight" | "children">, cap?: Cap): Reckoned | null {
  const raw = meanOf(node.children);
  if (raw === null) return null;
  if (cap === undefined || !(lowers(cap, raw.potential) || lowers(cap, raw.demonstrated))) return { ...node, raw, level: raw };
  const level = { ...raw, demonstrated: smaller(raw.demonstrated, cap.at), potential: smaller(raw.potential, cap.at) };
  return { ...node, raw, level, cap };
}

function shareOfFixed({ failing, totalWeight }: ScoredObjective, fixed: ReadonlySet<string>): Fraction {
  const repaired = [...fixed].flatMap((key) => failing.get(key) ?? []);
  return repaired.length === 0 ? zero : divide(sum(repaired), totalWeight);
}

function isEncouraged({ objective }: ScoredObjective): boolean {
  return objective.basis === "encouraged";
}

/** The level above: ids nest by their dotted parts. */
export function parentOf(id: string): string {
  return id.slice(0, id.lastIndexOf("."));
}

function weightIn(weights: Readonly<Record<string, number>>, id: string): Fraction {
  return fromDecimal(Object.hasOwn(weights, id) ? (weights[id] ?? 1) : 1);
}

function refuseDoubles(sheet: Sheet): void {
  const seen = new Set<string>();
  for (const { id } of sheet.objectives) {
    if (seen.has(id))
      throw new Problem("sheet-objective-twice", `the objective "${id}" stands in the sheet twice`, { target: id });
    seen.add(id);
  }
}
