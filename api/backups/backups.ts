import { z } from "zod";
import { instantSchema, minute } from "../../model/instant.ts";
import { describeError } from "../../model/problem.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { noteOwnChange } from "../accounts/own-changes.ts";
import { backupFailed, backupMade } from "../live/keeping-texts.ts";
import type { Services } from "../services.ts";
import type { BackupPlan, MadeBackup } from "./plan.ts";

const lastSchema = z.strictObject({
  at: instantSchema,
  name: z.string(),
  size: z.int().nonnegative(),
  damagedDocuments: z.int().nonnegative(),
});
const failureSchema = z.strictObject({ at: instantSchema, message: z.string() });

export interface BackupState {
  readonly last: z.infer<typeof lastSchema> | null;
  /** Of the newest attempt, where that failed. */
  readonly failure: z.infer<typeof failureSchema> | null;
}

const lastName = "backup.last";
const failureName = "backup.failure";
/** After a failure, so that a disk that is away for a while does not cost a whole day. */
const tryAgainAfter = 10 * minute;

/** What is known of backups, by whomever they were made. */
export async function backupState(settings: RecordStore["settings"]): Promise<BackupState> {
  const [last, failure] = await Promise.all([settings.get(lastName), settings.get(failureName)]);
  return {
    last: last === undefined ? null : lastSchema.parse(JSON.parse(last)),
    failure: failure === undefined || failure === "" ? null : failureSchema.parse(JSON.parse(failure)),
  };
}

export async function noteBackup(
  settings: RecordStore["settings"],
  { name, size, damagedDocuments }: MadeBackup,
  at: number,
): Promise<void> {
  await settings.set(lastName, JSON.stringify({ at, name, size, damagedDocuments }));
  await settings.set(failureName, "");
}

/** Makes a backup where one is due; call it on a timer. A failure is told once, and tried again. */
export async function backUpWhenDue(services: Pick<Services, "records" | "clock" | "log" | "hub" | "backups">): Promise<void> {
  const { records, clock, log, hub, backups } = services;
  if (backups === undefined) return;
  const { last, failure } = await backupState(records.settings);
  const now = clock.now();
  if (now < (last?.at ?? 0) + backups.everyMs || now < (failure?.at ?? 0) + tryAgainAfter) return;
  try {
    const made = await backups.make();
    await noteBackup(records.settings, made, now);
    await noteOwnChange(services, "backup.create", made.name, { bytes: made.size });
    if (failure !== null || made.damagedDocuments > 0) await hub.publish([backupMade(made, now)]);
    log.info({ backup: made.name, bytes: made.size }, "a backup was made");
  } catch (error) {
    const message = describeError(error);
    log.error({ reason: message }, "no backup could be made; trying again later");
    await records.settings.set(failureName, JSON.stringify({ at: now, message }));
    if (failure === null) await hub.publish([backupFailed(message, now)]);
  }
}

/** Whether the newest backup is older than the plan allows, with half an interval of patience. */
export function isOverdue({ last }: BackupState, plan: BackupPlan | undefined, startedAt: number, now: number): boolean {
  return plan !== undefined && now > (last?.at ?? startedAt) + 1.5 * plan.everyMs;
}
