import { z } from "@hono/zod-openapi";
import { type Finding, isOverdue } from "../../model/finding.ts";
import { languages } from "../../model/language.ts";
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
import { ledgerColumns } from "../views/ledger-table.ts";
import { asAttachment, tableFile, tableFormats } from "../views/table-file.ts";
import { isoTime } from "../views/time.ts";

const ofEnterprise = { params: z.object({ enterprise: z.string().max(100) }) };
const state = z.enum(ledgerStates).optional();

const list = declareRoute(
  { method: "get", path: paths.ledger, access: atEnterprise(anyRole) },
  {
    summary: "The rectification ledger: every finding with who puts it right by when, and what the last look found",
    request: { ...ofEnterprise, query: z.object({ ...pageQuery, state }) },
    responses: { 200: answers(listOf(ledgerEntrySchema)) },
  },
);
const file = declareRoute(
  { method: "get", path: paths.ledgerFile, access: atEnterprise(anyRole) },
  {
    summary: "The rectification ledger as a file to keep",
    request: {
      ...ofEnterprise,
      query: z.object({
        format: z.enum(tableFormats).default("xlsx"),
        lang: z.enum(languages).default("zh-CN"),
        state,
      }),
    },
    responses: { 200: { description: "The ledger", content: { "application/octet-stream": { schema: z.string() } } } },
  },
);

export function ledgerRoutes(services: Services): Api {
  const api = createApi();

  api.openapi(list, async (c) => {
    const { limit, cursor, state: wanted } = c.req.valid("query");
    const entries = await ledgerOf(c.req.valid("param").enterprise, wanted, services);
    return c.json(pageOf(entries, { limit, cursor }), 200);
  });

  api.openapi(file, async (c) => {
    const { enterprise } = c.req.valid("param");
    const { format, lang, state: wanted } = c.req.valid("query");
    const sheet = { "zh-CN": "整改台账", en: "Rectification ledger" }[lang];
    const rows = await ledgerOf(enterprise, wanted, services);
    const { content, mediaType } = await tableFile(format, { sheet, columns: ledgerColumns(lang), rows });
    return c.body(content, 200, asAttachment(mediaType, `${sheet}-${enterprise}.${format}`));
  });

  return api;
}

async function ledgerOf(
  enterpriseId: string,
  wanted: LedgerEntry["state"] | undefined,
  { records, book, checksById, clock }: Services,
): Promise<LedgerEntry[]> {
  const [findings, verdicts, entry] = await Promise.all([
    records.findings.list({ enterpriseId }),
    records.verdicts.list({ enterpriseId }),
    book.get(enterpriseId),
  ]);
  const now = clock.now();
  const bySubject = Map.groupBy(verdicts, subjectOf);
  return findings
    .toSorted((a, b) => a.firstSeen - b.firstSeen || (a.id < b.id ? -1 : 1))
    .map((finding, index): LedgerEntry => {
      const retest = retestOf(bySubject.get(subjectOf(finding)) ?? []);
      return { no: index + 1, state: stateOf(finding, now), finding: findingView(finding, entry, checksById, now), retest };
    })
    .filter((one) => one.state === (wanted ?? one.state));
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
