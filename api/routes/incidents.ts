import { randomUUID } from "node:crypto";
import { z } from "@hono/zod-openapi";
import { documentKinds } from "../../model/document-kinds.ts";
import type { Incident } from "../../model/incident.ts";
import { day } from "../../model/instant.ts";
import { type Language, languages } from "../../model/language.ts";
import { readDutyGround } from "../attestations/duty-list.ts";
import { listOf } from "../contract/common.ts";
import { incidentCreateSchema, incidentEditSchema, incidentViewSchema } from "../contract/incidents.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, atEnterprise } from "../http/access.ts";
import { answers, declareRoute, jsonBody, staleEdit } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { writeDocx } from "../reports/formats/docx/docx.ts";
import { writePdf } from "../reports/formats/pdf/pdf.ts";
import { composeIncident } from "../reports/incident/compose-incident.ts";
import { discoveryOf, draftTexts } from "../reports/incident/draft-incident.ts";
import type { Services } from "../services.ts";
import { clockViews } from "../views/classification-view.ts";
import { incidentView } from "../views/incident-view.ts";
import { assetName, both } from "../views/names.ts";
import { asAttachment } from "../views/table-file.ts";

const ofEnterprise = z.object({ enterprise: z.string().max(100) });
const ofIncident = ofEnterprise.extend({ incident: z.string().max(100) });
const writers = atEnterprise(["operator", "assessor", "reporter", "administrator"]);

const list = declareRoute(
  { method: "get", path: paths.incidents, access: atEnterprise(anyRole) },
  {
    summary: "Drafts of incident reports with their clocks, newest first",
    request: { params: ofEnterprise },
    responses: { 200: answers(listOf(incidentViewSchema)) },
  },
);
const create = declareRoute(
  { method: "post", path: paths.incidents, access: writers, audit: "incident.draft" },
  {
    summary: "Draft an incident report from findings and what happened around them; nothing is sent to anybody",
    request: { params: ofEnterprise, ...jsonBody(incidentCreateSchema) },
    responses: { 201: answers(incidentViewSchema) },
  },
);
const get = declareRoute(
  { method: "get", path: paths.incident, access: atEnterprise(anyRole) },
  { summary: "A draft of an incident report", request: { params: ofIncident }, responses: { 200: answers(incidentViewSchema) } },
);
const put = declareRoute(
  { method: "put", path: paths.incident, access: writers, audit: "incident.edit" },
  {
    summary: "Edit a draft, and note who was told when",
    request: { params: ofIncident, ...jsonBody(incidentEditSchema) },
    responses: { 200: answers(incidentViewSchema), ...staleEdit },
  },
);
const file = declareRoute(
  { method: "get", path: paths.incidentFile, access: atEnterprise(anyRole) },
  {
    summary: "A draft as a file to sign and hand in by hand",
    request: {
      params: ofIncident,
      query: z.object({ format: z.enum(["pdf", "docx"]).default("docx"), lang: z.enum(languages).default("zh-CN") }),
    },
    responses: { 200: { description: "The file", content: { "application/octet-stream": { schema: z.string() } } } },
  },
);

/** Events that far before and after the discovery are named in a draft. */
const around = day;

export function incidentRoutes(services: Services): Api {
  const { records, book, catalogs, clock } = services;
  const api = createApi();
  const entryOf = async (enterprise: string): Promise<InventoryEntry> => {
    const entry = await book.get(enterprise);
    if (entry === undefined) throw notFound("enterprise");
    return entry;
  };
  const find = async ({ enterprise, incident: id }: z.infer<typeof ofIncident>): Promise<Incident> => {
    const incident = await records.incidents.get(id);
    if (incident?.enterpriseId !== enterprise) throw notFound("incident");
    return incident;
  };
  const view = async (incident: Incident) => {
    const entry = await entryOf(incident.enterpriseId);
    const clocks = clockViews(catalogs, await readDutyGround(services, entry));
    return incidentView(incident, { entry, clocks, now: clock.now() });
  };

  api.openapi(list, async (c) => {
    const all = await records.incidents.list(c.req.valid("param").enterprise);
    return c.json({ items: await Promise.all(all.map(view)) }, 200);
  });

  api.openapi(create, async (c) => {
    const entry = await entryOf(c.req.valid("param").enterprise);
    const { findingIds, discoveredAt, language } = c.req.valid("json");
    const { actor } = c.get("caller");
    const incident = await draft(services, entry, { findingIds, discoveredAt, language, by: actor });
    await records.incidents.save(incident);
    c.set("auditTarget", `incident:${incident.id}`);
    c.set("auditDetail", { enterprise: entry.id, findings: incident.findingIds });
    return c.json(await view(incident), 201);
  });

  api.openapi(get, async (c) => c.json(await view(await find(c.req.valid("param"))), 200));

  api.openapi(put, async (c) => {
    const current = await find(c.req.valid("param"));
    const { version, discoveredAt, handledAt, told, ...written } = c.req.valid("json");
    const edited: Incident = {
      ...current,
      ...written,
      discoveredAt: Date.parse(discoveredAt),
      handledAt: handledAt === null ? null : Date.parse(handledAt),
      told: told.map(({ clockId, at }) => ({ clockId, at: Date.parse(at) })),
      by: c.get("caller").actor,
      at: clock.now(),
      version: version + 1,
    };
    await records.incidents.save(edited);
    c.set("auditTarget", `incident:${edited.id}`);
    c.set("auditDetail", { enterprise: edited.enterpriseId, version: edited.version, grade: edited.grade, told });
    return c.json(await view(edited), 200);
  });

  api.openapi(file, async (c) => {
    const incident = await find(c.req.valid("param"));
    const { format, lang } = c.req.valid("query");
    const { enterprise } = (await entryOf(incident.enterpriseId)).record.inventory;
    const layout = composeIncident({ incident, view: await view(incident), enterprise }, lang);
    const bytes = await (format === "pdf" ? writePdf(layout) : writeDocx(layout));
    const name = `${incident.enterpriseId}-incident-${incident.id.slice(0, 8)}.${format}`;
    return c.body(bytes, 200, asAttachment(documentKinds[format].mediaType, name));
  });

  return api;
}

interface DraftRequest {
  readonly findingIds: readonly string[];
  readonly discoveredAt: string | undefined;
  readonly language: Language;
  readonly by: string;
}

async function draft({ records, checksById, clock }: Services, entry: InventoryEntry, asked: DraftRequest): Promise<Incident> {
  const found = await Promise.all(asked.findingIds.map((id) => records.findings.get(id)));
  const findings = found.filter((one) => one !== undefined).filter(({ enterpriseId }) => enterpriseId === entry.id);
  const discoveredAt = asked.discoveredAt === undefined ? discoveryOf(findings, clock.now()) : Date.parse(asked.discoveredAt);
  const assets = new Set(findings.map(({ assetId }) => assetId));
  const events = await records.events.list({ enterpriseId: entry.id, since: discoveredAt - around, limit: 500 });
  const { language } = asked;
  const texts = draftTexts({
    findings,
    language,
    events: events.filter(({ at, assetId }) => at <= discoveredAt + around && assetId !== null && assets.has(assetId)),
    checkTitle: (id) => checksById.get(id)?.text.title ?? both(id),
    rationale: (id) => checksById.get(id)?.text.rationale[language] ?? "",
    remediation: (id) => checksById.get(id)?.text.remediation[language] ?? "",
    assetName: (id) => assetName(entry, id) ?? entry.name,
  });
  return {
    ...texts,
    id: randomUUID(),
    enterpriseId: entry.id,
    discoveredAt,
    handledAt: null,
    grade: null,
    findingIds: findings.map(({ id }) => id),
    told: [],
    createdBy: asked.by,
    by: asked.by,
    at: clock.now(),
    version: 1,
  };
}
