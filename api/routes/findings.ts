import { z } from "@hono/zod-openapi";
import { type Finding, findingStatusSchema } from "../../model/finding.ts";
import { Problem } from "../../model/problem.ts";
import { severitySchema } from "../../model/severity.ts";
import { applyDecision, type Decision } from "../../posture/findings/decision.ts";
import { listOf } from "../contract/common.ts";
import { type FindingPatch, findingDetailSchema, findingPatchSchema, findingViewSchema } from "../contract/findings.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, type EnterpriseOf, readers, type SiteOf } from "../http/access.ts";
import { type Caller, holds } from "../http/caller.ts";
import { answers, declareRoute, jsonBody, notPossible, staleEdit } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { asRefusal, notFound } from "../http/errors.ts";
import { pageOf, pageQuery } from "../http/paging.ts";
import { findingAssigned, findingDecided } from "../live/event-texts.ts";
import type { Services } from "../services.ts";
import { compareFindings, findingView } from "../views/finding-view.ts";
import { assetName, enterpriseName } from "../views/names.ts";
import { titleWithin } from "../views/verdict-view.ts";
import { findingDetail } from "./finding-detail.ts";
import { listVisible, subjectQuery } from "./subject-query.ts";

const named = { params: z.object({ id: z.string().max(100) }) };

const list = declareRoute(
  { method: "get", path: paths.findings, access: readers },
  {
    summary: "Findings, unresolved and worst first",
    request: {
      query: z.object({
        ...pageQuery,
        ...subjectQuery,
        severity: severitySchema.optional(),
        status: findingStatusSchema.optional(),
      }),
    },
    responses: { 200: answers(listOf(findingViewSchema)) },
  },
);

/** Living with a finding is decided by those who answer for it, not by those who work on it. */
const rolesByAction = {
  acknowledge: ["operator", "assessor", "reviewer", "administrator"],
  reopen: ["operator", "assessor", "reviewer", "administrator"],
  waive: ["reviewer", "administrator"],
  assign: ["assessor", "reviewer", "administrator"],
} as const;

const impossible = {
  "finding-resolved": "not-possible",
  "finding-not-open": "not-possible",
  "finding-open-already": "not-possible",
  "waiver-in-the-past": "not-possible",
  "waiver-without-reason": "not-possible",
  "due-date-in-the-past": "not-possible",
  "due-date-moved-without-reason": "not-possible",
};

export function findingRoutes(services: Services): Api {
  const { records, book, checksById, clock, hub, judgeSoon } = services;
  const enterpriseOf: EnterpriseOf = async ({ id = "" }) => (await records.findings.get(id))?.enterpriseId;
  const siteOf: SiteOf = async ({ id = "" }) => (await records.findings.get(id))?.siteId ?? undefined;
  const get = declareRoute(
    { method: "get", path: paths.finding, access: { roles: anyRole, scope: "enterprise", enterpriseOf, siteOf } },
    { summary: "A finding with its reasons and what to do", request: named, responses: { 200: answers(findingDetailSchema) } },
  );
  const patch = declareRoute(
    {
      method: "patch",
      path: paths.finding,
      access: { roles: rolesByAction.acknowledge, scope: "enterprise", enterpriseOf, siteOf },
      audit: "finding.decide",
    },
    {
      summary: "Acknowledge, waive, reopen, or say who puts it right by when; only evidence resolves",
      request: { ...named, ...jsonBody(findingPatchSchema) },
      responses: { 200: answers(findingDetailSchema), ...staleEdit, ...notPossible },
    },
  );
  const api = createApi();

  api.openapi(list, async (c) => {
    const { limit, cursor, status, severity, ...subject } = c.req.valid("query");
    const rest = { ...(status === undefined ? {} : { status }), ...(severity === undefined ? {} : { severity }) };
    const all = await listVisible(c.get("caller"), subject, book, (filter) => records.findings.list({ ...filter, ...rest }));
    const { items, ...next } = pageOf(all.toSorted(compareFindings), { limit, cursor });
    const views = items.map(async (finding) =>
      findingView(finding, await book.get(finding.enterpriseId), checksById, clock.now()),
    );
    return c.json({ items: await Promise.all(views), ...next }, 200);
  });

  api.openapi(get, async (c) => {
    const finding = await records.findings.get(c.req.valid("param").id);
    if (finding === undefined) throw notFound("finding");
    return c.json(await findingDetail(finding, services), 200);
  });

  api.openapi(patch, async (c) => {
    const wanted = c.req.valid("json");
    const finding = await records.findings.get(c.req.valid("param").id);
    if (finding === undefined) throw notFound("finding");
    const decided = decide(finding, wanted, c.get("caller"), clock.now());
    await records.findings.save([decided]);
    judgeSoon(finding.enterpriseId);
    const entry = await book.get(finding.enterpriseId);
    const subject = assetName(entry, finding.assetId) ?? enterpriseName(entry, finding.enterpriseId);
    const about = { subject, title: titleWithin(finding.checkId, checksById) };
    const said = wanted.action === "assign" ? findingAssigned : findingDecided;
    await hub.publish([said(decided, about, c.get("caller").actor, clock.now())]);
    c.set("auditTarget", `finding:${finding.id}`);
    c.set("auditDetail", { ...wanted, check: finding.checkId, enterprise: finding.enterpriseId, asset: finding.assetId });
    return c.json(await findingDetail(decided, services), 200);
  });

  return api;
}

/** The finding as decided; refused where it changed meanwhile, where the role or where the state does not permit it. */
function decide(finding: Finding, wanted: FindingPatch, caller: Caller, now: number): Finding {
  if (!holds(caller, rolesByAction[wanted.action], finding.enterpriseId, finding.siteId ?? undefined)) {
    throw new Problem("forbidden", "Your roles do not permit this.");
  }
  if (wanted.version !== finding.version) {
    throw new Problem("stale-edit", "The finding was changed meanwhile.", { advice: "Read it again." });
  }
  try {
    return applyDecision(finding, decisionOf(wanted, caller.actor), now);
  } catch (error) {
    throw asRefusal(error, impossible);
  }
}

function decisionOf(wanted: FindingPatch, by: string): Decision {
  switch (wanted.action) {
    case "acknowledge":
      return { action: "acknowledge", by };
    case "waive":
      return { action: "waive", by, reason: wanted.reason, until: Date.parse(wanted.until) };
    case "reopen":
      return { action: "reopen" };
    case "assign": {
      const { assignee, measure, dueAt, reason } = wanted;
      return { action: "assign", assignee, measure, reason, dueAt: dueAt === null ? null : Date.parse(dueAt) };
    }
  }
}
