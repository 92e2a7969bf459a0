import { z } from "@hono/zod-openapi";
import { enterpriseOfReport, isJobOver, type ReportVersion } from "../../model/report-version.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import {
  reportCreateSchema,
  reportDifferenceSchema,
  reportFileSchema,
  reportJobViewSchema,
  reportViewSchema,
} from "../contract/reports.ts";
import { type Access, anyRole, atEnterprise, readers } from "../http/access.ts";
import { maySee } from "../http/caller.ts";
import { answers, declareRoute, jsonBody, notPossible, storageRefusals, tooManyRequests } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { asRefusal, notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { reportJobView, reportView } from "../views/report-view.ts";
import { asAttachment } from "../views/table-file.ts";

const ofEnterprise = z.object({ enterprise: z.string().max(100) });
const byId = z.object({ id: z.string().max(400) });
/** A report speaks of an enterprise as a whole; its id names it. */
const readersOfReport: Access = { roles: anyRole, scope: "enterprise", enterpriseOf: ({ id = "" }) => enterpriseOfReport(id) };
const makers = atEnterprise(["assessor", "reporter", "administrator"]);

const list = declareRoute(
  { method: "get", path: paths.reports, access: readers },
  {
    summary: "Versions of reports, newest first",
    request: { query: z.object({ enterprise: z.string().max(100).optional() }) },
    responses: { 200: answers(listOf(reportViewSchema)) },
  },
);
const get = declareRoute(
  { method: "get", path: paths.report, access: readersOfReport },
  { summary: "A version of a report", request: { params: byId }, responses: { 200: answers(reportViewSchema) } },
);
const differences = declareRoute(
  { method: "get", path: paths.reportDifferences, access: readersOfReport },
  {
    summary: "In what a version differs from the one before it; nothing for the first",
    request: { params: byId },
    responses: { 200: answers(listOf(reportDifferenceSchema)) },
  },
);
const file = declareRoute(
  { method: "get", path: paths.reportFile, access: readersOfReport },
  {
    summary: "A file of a report, checked against its digest",
    request: { params: byId.extend({ format: reportFileSchema.shape.format }) },
    responses: { 200: { description: "The file", content: { "application/octet-stream": { schema: z.string() } } } },
  },
);
const make = declareRoute(
  { method: "post", path: paths.enterpriseReports, access: makers, audit: "report.make" },
  {
    summary: "Ask for the next version of a report; it is made in a thread of its own, and the same contents make none",
    request: { params: ofEnterprise, ...jsonBody(reportCreateSchema) },
    responses: { 202: answers(reportJobViewSchema), ...notPossible, ...tooManyRequests, ...storageRefusals },
  },
);
const jobs = declareRoute(
  { method: "get", path: paths.reportJobs, access: atEnterprise(anyRole) },
  {
    summary: "Reports that are being made, and those asked for before, newest first",
    request: { params: ofEnterprise },
    responses: { 200: answers(listOf(reportJobViewSchema)) },
  },
);
const cancel = declareRoute(
  { method: "delete", path: paths.reportJob, access: makers, audit: "report.cancel" },
  {
    summary: "End the making of a report; nothing of it is kept",
    request: { params: ofEnterprise.extend({ job: z.string().max(100) }) },
    responses: { 200: answers(reportJobViewSchema) },
  },
);

export function reportRoutes({ records, documents, book, catalogs, reportDesk }: Services): Api {
  const api = createApi();
  const find = async (id: string): Promise<ReportVersion> => {
    const report = await records.reports.get(id);
    if (report === undefined) throw notFound("report");
    return report;
  };
  const view = async (report: ReportVersion) => {
    const [entry, newest] = await Promise.all([book.get(report.enterpriseId), records.reports.newest(report)]);
    return reportView(report, { entry, catalogs, isNewest: newest?.id === report.id });
  };

  api.openapi(list, async (c) => {
    const { enterprise } = c.req.valid("query");
    const all = await records.reports.list(enterprise === undefined ? {} : { enterpriseId: enterprise });
    const visible = all.filter(({ enterpriseId }) => maySee(c.get("caller"), enterpriseId));
    return c.json({ items: await Promise.all(visible.map(view)) }, 200);
  });

  api.openapi(get, async (c) => c.json(await view(await find(c.req.valid("param").id)), 200));

  api.openapi(differences, async (c) => {
    const found = await records.reports.differences(c.req.valid("param").id);
    if (found === undefined) throw notFound("report");
    return c.json({ items: [...found] }, 200);
  });

  api.openapi(file, async (c) => {
    const { id, format } = c.req.valid("param");
    const wanted = (await find(id)).files.find((one) => one.format === format);
    if (wanted === undefined) throw notFound("file");
    const bytes = await documents.read(wanted.sha256).catch((error: unknown) => {
      throw asRefusal(error, { "document-missing": "not-found" });
    });
    return c.body(bytes, 200, asAttachment(wanted.mediaType, wanted.name));
  });

  api.openapi(make, async (c) => {
    const { enterprise } = c.req.valid("param");
    const { kind, language, catalogId } = c.req.valid("json");
    const catalog = catalogs.find(({ id }) => id === catalogId);
    if (catalog === undefined || (await book.get(enterprise)) === undefined) throw notFound("enterprise or catalogue");
    const job = reportDesk.ask({ enterpriseId: enterprise, kind, language, catalog, by: c.get("caller").actor });
    c.set("auditTarget", `${enterprise}/${kind}`);
    c.set("auditDetail", { language, catalog: catalogId, job: job.id });
    return c.json(reportJobView(job), 202);
  });

  api.openapi(jobs, async (c) => {
    const items = reportDesk.list(c.req.valid("param").enterprise).map(reportJobView);
    return c.json({ items }, 200);
  });

  api.openapi(cancel, async (c) => {
    const { enterprise, job: id } = c.req.valid("param");
    const before = reportDesk.get(id);
    if (before?.enterpriseId !== enterprise) throw notFound("job");
    const job = isJobOver(before) ? before : (reportDesk.cancel(id) ?? before);
    c.set("auditTarget", `${enterprise}/${job.kind}`);
    c.set("auditDetail", { job: id, state: job.state });
    return c.json(reportJobView(job), 200);
  });

  return api;
}
