import type { Instant } from "../../model/instant.ts";
import type { RecordStore } from "../../store/records/port.ts";
import type { EnrolmentView } from "../contract/enrolments.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

const none: EnrolmentView = { state: "none", since: null, codeUntil: null, by: null, publicKey: null };

/** How each collector proves who it is, by its id; those of whom nothing is known have nothing. */
export async function enrolmentViews({ enrolments, access }: RecordStore, now: Instant): Promise<(id: string) => EnrolmentView> {
  const [keys, codes, tokens] = await Promise.all([enrolments.keys(), enrolments.codes(now), access.tokens()]);
  return (id) => {
    const code = codes.find(({ collectorId }) => collectorId === id);
    const codeUntil = isoTimeOrNull(code?.expiresAt);
    const key = keys.find(({ collectorId }) => collectorId === id);
    if (key !== undefined && key.revokedAt === null) {
      const { enrolledAt, enrolledBy: by, publicKey } = key;
      return { state: "enrolled", since: isoTime(enrolledAt), codeUntil, by, publicKey };
    }
    const token = tokens.find(({ collectorId }) => collectorId === id);
    if (token !== undefined) {
      return { ...none, state: "token", since: isoTime(token.createdAt), codeUntil, by: token.createdBy };
    }
    if (code !== undefined) return { ...none, state: "code", since: isoTime(code.createdAt), codeUntil, by: code.createdBy };
    if (key === undefined) return none;
    return { ...none, state: "revoked", since: isoTimeOrNull(key.revokedAt), by: key.revokedBy, publicKey: key.publicKey };
  };
}
