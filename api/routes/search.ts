import { z } from "@hono/zod-openapi";
import { paths } from "../contract/paths.ts";
import { searchAnswerSchema } from "../contract/search.ts";
import { readers } from "../http/access.ts";
import { type Caller, maySee } from "../http/caller.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import {
  assetCandidates,
  catalogCandidates,
  checkCandidates,
  documentCandidates,
  enterpriseCandidates,
  findingCandidates,
  siteCandidates,
} from "../search/candidates.ts";
import { FindingsAtHand } from "../search/findings-at-hand.ts";
import { bestMatches, termsOf } from "../search/match.ts";
import type { Services } from "../services.ts";
import { listVisible, visibleEntries } from "./subject-query.ts";

/** Hits of one kind. */
const most = 6;

const search = declareRoute(
  { method: "get", path: paths.search, access: readers },
  {
    summary: "Everything that the caller may see by the words in it, in both languages",
    request: { query: z.object({ q: z.string().max(200) }) },
    responses: { 200: answers(searchAnswerSchema) },
  },
);

export function searchRoutes(services: Services): Api {
  const findings = new FindingsAtHand(services.records.findings, services.clock);
  return createApi().openapi(search, async (c) => {
    const terms = termsOf(c.req.valid("query").q);
    if (terms.length === 0) return c.json({ items: [] }, 200);
    const groups = await candidates(services, findings, c.get("caller"));
    return c.json({ items: groups.flatMap((group) => bestMatches(group, terms, most)) }, 200);
  });
}

/** Everything that the caller may see, kind by kind; documents belong to an enterprise as a whole. */
async function candidates({ book, records, checks, checksById, catalogs }: Services, atHand: FindingsAtHand, caller: Caller) {
  const entries = await visibleEntries(caller, book);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const whole = entries.filter(({ id }) => maySee(caller, id));
  const [findings, documents] = await Promise.all([
    listVisible(caller, {}, book, ({ enterpriseId }) => atHand.of(enterpriseId)),
    Promise.all(whole.map(({ id }) => records.documents.list(id))),
  ]);
  const lead = whole[0]?.id ?? null;
  return [
    enterpriseCandidates(entries),
    siteCandidates(entries),
    assetCandidates(entries),
    findingCandidates(findings, byId, checksById),
    checkCandidates(checks),
    catalogCandidates(catalogs, "control", lead),
    catalogCandidates(catalogs, "objective", lead),
    documentCandidates(documents.flat(), byId),
  ];
}
