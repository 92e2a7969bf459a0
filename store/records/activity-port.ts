import type { Activity } from "../../model/activity.ts";

/** What enterprises held and recorded. */
export interface ActivityRecords {
  /** The newest first. */
  list(enterpriseId: string): Promise<readonly Activity[]>;
  add(activity: Activity): Promise<void>;
  /** Answers what was removed; undefined where there is no such activity. */
  remove(enterpriseId: string, id: string): Promise<Activity | undefined>;
}
