import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { Problem } from "../../model/problem.ts";
import type { Submission } from "../../model/submission/submission.ts";
import type { Services } from "../services.ts";

export interface Preparation {
  /** Null: it was received here and is passed on. */
  readonly enterpriseId: string | null;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly by: string;
}

/**
 * Keeps a bundle for a decision; nothing leaves. The same bytes are prepared once.
 * @throws Problem `bundle-unreadable`, `bundle-damaged`, `document-too-large`; `not-possible` where it is of another enterprise
 */
export async function prepareSubmission(
  { records, documents, bundles, clock, book }: Pick<Services, "records" | "documents" | "bundles" | "clock" | "book">,
  { enterpriseId, fileName, bytes, by }: Preparation,
): Promise<Submission> {
  const content = await bundles.look(bytes);
  if (enterpriseId !== null) {
    const own = (await book.get(enterpriseId))?.record.inventory.enterprise;
    if (own?.name["zh-CN"] !== content.enterprise.name["zh-CN"]) {
      throw new Problem(
        "not-possible",
        `The report speaks of ${content.enterprise.name.en}, not of ${own?.name.en ?? enterpriseId}.`,
      );
    }
  }
  const digest = createHash("sha256").update(bytes).digest("hex");
  await documents.put(Readable.from([bytes]), `${digest}.zip`);
  return records.submissions.prepare({
    id: randomUUID(),
    enterpriseId,
    digest,
    size: bytes.length,
    fileName,
    content,
    state: "prepared",
    preparedBy: by,
    preparedAt: clock.now(),
    decidedBy: null,
    decidedAt: null,
    sentTo: null,
    attempts: 0,
    nextAttemptAt: null,
    reasons: [],
    receipt: null,
    receivedAt: null,
    version: 1,
  });
}
