import { type ChainEnd, chainStart } from "../../model/audit.ts";
import type { AuditRecords } from "../../store/records/administration-port.ts";

const pageSize = 1000;

/** The whole audit trail as lines of JSON, oldest first. */
export async function* auditLines(audit: Pick<AuditRecords, "after">): AsyncGenerator<string> {
  let end: ChainEnd = chainStart;
  for (;;) {
    const entries = await audit.after(end.id, pageSize);
    for (const entry of entries) yield `${JSON.stringify(entry)}\n`;
    end = entries.at(-1) ?? end;
    if (entries.length < pageSize) return;
  }
}
