import type { z } from "zod";
import { assetRoleSchema } from "../model/inventory/inventory.ts";
import type { catalogSchema, Objective, Task } from "./catalog.ts";

type CatalogFile = z.output<typeof catalogSchema>;
type Path = readonly PropertyKey[];
export type Report = (path: Path, message: string) => void;

/** Checks a catalogue beyond its schema: ids nest and are unique, methods fit their judges, every check is known and primary once. */
export function checkCatalog(catalog: CatalogFile, knownChecks: ReadonlySet<string>, report: Report): void {
  checkIds(catalog, report);
  const primaries = new Map<string, string>();
  for (const { objective, path } of objectivesOf(catalog)) {
    checkMethod(objective, path, report);
    checkJudges(objective, path, knownChecks, report);
    checkPrimaries(objective, path, primaries, report);
  }
}

/** Checks the list of reserved ids against the checks of this release. */
export function checkReserved(reserved: readonly string[], knownChecks: ReadonlySet<string>, report: Report): void {
  for (const [index, id] of reserved.entries()) {
    if (knownChecks.has(id)) report(["reserved", index], `${id} is a check of this release: remove it from reserved`);
    if (reserved.indexOf(id) < index) report(["reserved", index], `${id} stands twice`);
  }
}

function objectivesOf(catalog: CatalogFile): { objective: Objective; path: Path }[] {
  return catalog.tasks.flatMap((task, t) =>
    task.controls.flatMap((control, c) =>
      control.objectives.map((objective, o) => ({ objective, path: ["tasks", t, "controls", c, "objectives", o] })),
    ),
  );
}

function checkIds(catalog: CatalogFile, report: Report): void {
  const seen = new Set<string>();
  const once = (id: string, path: Path) => {
    if (seen.has(id)) report([...path, "id"], `the id ${id} stands twice`);
    seen.add(id);
  };
  for (const [t, task] of catalog.tasks.entries()) {
    once(task.id, ["tasks", t]);
    if (!isSoleTask(catalog, task)) checkParent(task.id, catalog.id, ["tasks", t], report);
    for (const [c, control] of task.controls.entries()) {
      const path = ["tasks", t, "controls", c];
      once(control.id, path);
      checkParent(control.id, task.id, path, report);
      for (const [o, objective] of control.objectives.entries()) {
        once(objective.id, [...path, "objectives", o]);
        checkParent(objective.id, control.id, [...path, "objectives", o], report);
      }
    }
  }
}

/** A catalogue without tasks has one that bears its own id. */
function isSoleTask(catalog: CatalogFile, task: Task): boolean {
  return catalog.tasks.length === 1 && task.id === catalog.id;
}

function checkParent(id: string, parent: string, path: Path, report: Report): void {
  const last = id.startsWith(`${parent}.`) ? id.slice(parent.length + 1) : "";
  if (/^[a-z0-9-]+$/.test(last)) return;
  report([...path, "id"], `${id} stands under ${parent}: its id must be ${parent} and one more part, such as ${parent}.1`);
}

function checkMethod(objective: Objective, path: Path, report: Report): void {
  const judged = objective.judgedBy.length > 0;
  if (objective.method === "EXAMINE" && judged) {
    report([...path, "judgedBy"], `${objective.id} is examined by people: no check may judge it`);
  }
  if (objective.method !== "EXAMINE" && !judged) {
    report([...path, "method"], `${objective.id} is ${objective.method} and needs judgedBy with at least one check`);
  }
}

function checkJudges(objective: Objective, path: Path, knownChecks: ReadonlySet<string>, report: Report): void {
  const checks = objective.judgedBy.map(({ check }) => check);
  for (const [index, check] of checks.entries()) {
    const place = [...path, "judgedBy", index, "check"];
    if (!knownChecks.has(check)) report(place, `there is no check ${check}`);
    if (checks.indexOf(check) < index) report(place, `${check} stands twice in ${objective.id}`);
  }
}

/** @param primaries objective by check and role, filled as the catalogue is walked */
function checkPrimaries(objective: Objective, path: Path, primaries: Map<string, string>, report: Report): void {
  for (const [index, judge] of objective.judgedBy.entries()) {
    if (judge.as !== "primary") continue;
    for (const role of judge.roles ?? assetRoleSchema.options) {
      const other = primaries.get(`${judge.check} ${role}`);
      primaries.set(`${judge.check} ${role}`, other ?? objective.id);
      if (other === undefined || other === objective.id) continue;
      const message = `${judge.check} is primary in ${other} already for the role ${role}; make it secondary or divide by roles`;
      report([...path, "judgedBy", index, "check"], message);
      break;
    }
  }
}
