import { z } from "@hono/zod-openapi";
import { type Finding, isOverdue } from "../../model/finding.ts";
import { type Verdict, verdictStatuses } from "../../model/verdict.ts";
import { listOf } from "../contract/common.ts";
import { type LedgerEntry, ledgerEntrySchema, ledgerStates } from "../contract/ledger.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, atEnterprise } from "../http/access.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { pageOf, pageQuery } from "../http/paging.ts";
import type { Services } from "../services.ts";
import { findingView } from "../views/finding-view.ts";
import { isoTime } from "../views/time.ts";

const list = declareRoute(
  { method: "get", path: paths.ledger, access: atEnterprise(anyRole) },
  {
    summary: "The rectification ledger: every finding with who puts it right by when, and what the last look found",
    request: {
      params: z.object({ enterprise: z.string().max(100) }),
      query: z.object({ ...pageQuery, state: z.enum(ledgerStates).optional() }),
    },
    responses: { 200: answers(listOf(ledgerEntrySchema)) },
  },
);

export function ledgerRoutes({ records, book, checksById, clock }: Services): Api {
  return createApi().openapi(list, async (c) => {
    const { enterprise } = c.req.valid("param");
    const { limit, cursor, state } = c.req.valid("query");
    const [findings, verdicts, entry] = await Promise.all([
      records.findings.list({ enterpriseId: enterprise }),
      records.verdicts.list({ enterpriseId: enterprise }),
      book.get(enterprise),
    ]);
    const now = clock.now();
    const bySubject = Map.groupBy(verdicts, subjectOf);
    const entries = findings
      .toSorted((a, b) => a.firstSeen - b.firstSeen || (a.id < b.id ? -1 : 1))
      .map((finding, index): LedgerEntry => {
        const retest = retestOf(bySubject.get(subjectOf(finding)) ?? []);
        return { no: index + 1, state: stateOf(finding, now), finding: findingView(finding, entry, checksById, now), retest };
      });
    return c.json(
      pageOf(
        entries.filter((one) => one.state === (state ?? one.state)),
        { limit, cursor },
      ),
      200,
    );
  });
}

function stateOf(finding: Finding, now: number): LedgerEntry["state"] {
  if (finding.status === "resolved") return "closed";
  return isOverdue(finding, now) ? "overdue" : "open";
}

function subjectOf({ assetId, checkId }: Pick<Verdict, "assetId" | "checkId">): string {
  return JSON.stringify([assetId, checkId]);
}

/** The worst of the endpoints decides, as it does in the score. */
function retestOf(verdicts: readonly Verdict[]): LedgerEntry["retest"] {
  const status = verdictStatuses.find((one) => verdicts.some((verdict) => verdict.status === one));
  if (status === undefined) return null;
  const decisive = verdicts.filter((verdict) => verdict.status === status);
  const at = Math.max(...decisive.map(({ evidenceAt, judgedAt }) => evidenceAt ?? judgedAt));
  const observations = decisive.flatMap(({ evidence }) => evidence.map(({ observationId }) => observationId));
  return { status, at: isoTime(at), observationIds: [...new Set(observations)] };
}
