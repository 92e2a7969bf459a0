import { type DiscoveryTask, hasEnded, type TaskOrder, type TaskReport } from "../../model/discovery/task.ts";
import { notFound } from "../http/errors.ts";
import { taskRefused } from "../live/discovery-texts.ts";
import type { Services } from "../services.ts";
import { noteFindings } from "./note-found.ts";

/** A task as its collector gets it. */
export function orderOf({ id, enterpriseId, siteId, work }: DiscoveryTask): TaskOrder {
  return { id, enterpriseId, siteId, work };
}

/**
 * Keeps how a task stands; the answer says whether it is to go on.
 * @throws Problem `not-found` where the collector has no such task
 */
export async function reportTask(
  services: Services,
  collectorId: string,
  id: string,
  said: TaskReport,
): Promise<{ goOn: boolean }> {
  const { records, clock, tasks } = services;
  const task = await records.discoveryTasks.get(id);
  if (task === undefined || task.collectorId !== collectorId) throw notFound("task");
  const now: DiscoveryTask = { ...task, state: said.state, changedAt: clock.now(), report: said };
  const updated = await records.discoveryTasks.update(now);
  if (updated) await follow(services, now);
  if (!updated || hasEnded(now)) tasks.forget(id);
  // A preview whose page was left keeps the device from others.
  return { goOn: updated && !(task.work.kind === "watch" && tasks.isLeft(id)) };
}

/** What follows from a task's end: proposals from what was found, and word of what was refused. */
async function follow(services: Services, task: DiscoveryTask): Promise<void> {
  const { records, hub, clock } = services;
  const findings = task.report?.findings;
  if (task.state === "done" && findings !== undefined) await noteFindings(services, task, findings);
  if (task.state !== "refused") return;
  const { enterpriseId, siteId, collectorId, id, report } = task;
  await hub.publish([taskRefused(task, clock.now())]);
  await records.audit.append({
    at: clock.now(),
    actor: `collector:${collectorId}`,
    action: "discovery.refused",
    target: `${enterpriseId}/${siteId}`,
    detail: { task: id, reason: report?.reason?.code ?? "refused" },
  });
}
