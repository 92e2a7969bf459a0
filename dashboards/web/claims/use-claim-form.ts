import { App } from "antd";
import { useState } from "react";
import { type AttestationView, attestationViewSchema, staleAttestationSchema } from "../../../api/contract/attestations.ts";
import { paths } from "../../../api/contract/paths.ts";
import { Problem } from "../../../model/problem.ts";
import { send } from "../data/api-client.ts";
import { pageClock } from "../data/clock.ts";
import { fill } from "../data/fill-path.ts";
import { useWords } from "../words/language.tsx";
import { type ClaimTarget, needsEnd, subjectOf } from "./claim-target.ts";
import { type ClaimDraft, contentOf, type DraftFault, draftFaults, draftOf, emptyDraft, localDay } from "./draft.ts";
import { refreshClaims } from "./refresh-claims.ts";

export interface ClaimForm {
  readonly draft: ClaimDraft;
  readonly change: (what: Partial<ClaimDraft> | ((draft: ClaimDraft) => Partial<ClaimDraft>)) => void;
  /** Shown once somebody has tried to send it. */
  readonly faults: readonly DraftFault[];
  readonly busy: boolean;
  readonly failure: unknown;
  /** What somebody else has made of it meanwhile. */
  readonly stale: AttestationView | undefined;
  readonly submit: () => Promise<void>;
}

/** A statement being written: a new one, or `editing` as it stood when the form was opened. What is written survives every refusal. */
export function useClaimForm(
  enterpriseId: string,
  target: ClaimTarget,
  editing: AttestationView | undefined,
  onDone: () => void,
): ClaimForm {
  const { t } = useWords();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<ClaimDraft>(() => (editing === undefined ? emptyDraft : draftOf(editing)));
  const [base, setBase] = useState(editing);
  const [stale, setStale] = useState<AttestationView>();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const today = localDay(pageClock.now());
  const faults = draftFaults(draft, { about: target.kind, needsEnd: needsEnd(target), today });

  const submit = async () => {
    setTried(true);
    const about = subjectOf(target, draft.claim);
    if (faults.length > 0 || about === undefined) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await sendDraft(enterpriseId, { about, draft, base });
      message.success(t("claim.sent"));
      onDone();
    } catch (error) {
      const current = staleOf(error);
      setFailure(current === undefined ? error : undefined);
      if (current !== undefined) {
        setStale(current);
        // Sent again, it replaces what was read just now and nothing newer.
        setBase(current);
      }
    } finally {
      setBusy(false);
      refreshClaims();
    }
  };
  return {
    draft,
    change: (what) => setDraft((now) => ({ ...now, ...(typeof what === "function" ? what(now) : what) })),
    faults: tried ? faults : [],
    busy,
    failure,
    stale,
    submit,
  };
}

interface Sending {
  readonly about: NonNullable<ReturnType<typeof subjectOf>>;
  readonly draft: ClaimDraft;
  readonly base: AttestationView | undefined;
}

/** What is settled meanwhile can no longer be changed, so it is stated anew. */
function sendDraft(enterpriseId: string, { about, draft, base }: Sending): Promise<AttestationView> {
  const content = contentOf(draft);
  const isOpen = base !== undefined && (base.state === "submitted" || base.state === "returned");
  return isOpen
    ? send(
        "PUT",
        { path: fill(paths.attestation, { id: base.id }), schema: attestationViewSchema },
        { version: base.version, ...content },
      )
    : send(
        "POST",
        { path: fill(paths.enterpriseAttestations, { enterprise: enterpriseId }), schema: attestationViewSchema },
        { about, ...content },
      );
}

/** What stands now, where an answer says that the change came too late. */
export function staleOf(error: unknown): AttestationView | undefined {
  if (!(error instanceof Problem) || error.code !== "stale-edit") return undefined;
  return staleAttestationSchema.safeParse(error.cause).data?.current;
}
