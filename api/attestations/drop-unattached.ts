import { day } from "../../model/instant.ts";
import { noteOwnChange } from "../accounts/own-changes.ts";
import { onceADay } from "../live/once-a-day.ts";
import type { Services } from "../services.ts";

/** How long an upload may lie before a statement names it, milliseconds. */
const unattachedFor = 7 * day;

/**
 * Drops uploads that no version of a statement has named within seven days, each with an entry in the audit trail. The bytes go
 * where no other enterprise has the same document.
 */
export function dropUnattachedDaily(services: Pick<Services, "records" | "documents" | "clock">): Promise<void> {
  const { records, documents, clock } = services;
  return onceADay(services, "documents.dropped-at", async () => {
    const before = clock.now() - unattachedFor;
    for (const { enterpriseId, sha256, name, size, by } of await records.documents.dropUnattached(before)) {
      await noteOwnChange(services, "document.drop", `document:${sha256}`, { enterprise: enterpriseId, name, size, by });
      if (!(await isKept(sha256, records))) await documents.drop(sha256, before);
    }
  });
}

/** Whether an enterprise has these bytes as a document, or a report as a file. */
async function isKept(sha256: string, { documents, reports, submissions }: Services["records"]): Promise<boolean> {
  return (await documents.isKept(sha256)) || (await reports.isKept(sha256)) || submissions.isKept(sha256);
}
