import type { JudgementRecords } from "../judgement-port.ts";
import type { Database } from "./database.ts";
import { appendEvents } from "./events.ts";
import { saveFindings } from "./findings.ts";
import { saveScores } from "./scores.ts";
import { inTransaction } from "./transaction.ts";
import { replaceVerdicts } from "./verdicts.ts";

export function judgementRecords(db: Database): JudgementRecords {
  return {
    store: ({ enterpriseId, subjects, verdicts: given, findings, scores: scored }, tell) =>
      inTransaction(db, async (transaction) => {
        const verdicts = await replaceVerdicts(transaction, enterpriseId, subjects, given);
        await saveFindings(transaction, findings);
        const scores = await saveScores(transaction, scored);
        return appendEvents(transaction, tell({ verdicts, scores }));
      }),
  };
}
