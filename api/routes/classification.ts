import { z } from "@hono/zod-openapi";
import type { Classification } from "../../model/classification.ts";
import { day } from "../../model/instant.ts";
import { languages } from "../../model/language.ts";
import { calendarEntries, calendarFile } from "../attestations/calendar.ts";
import { readDuties, readDutyGround } from "../attestations/duty-list.ts";
import {
  type ClassificationEdit,
  calendarSchema,
  classificationEditSchema,
  classificationViewSchema,
} from "../contract/classification.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, atEnterprise } from "../http/access.ts";
import type { Caller } from "../http/caller.ts";
import { answers, declareRoute, jsonBody, staleEdit } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import type { Services } from "../services.ts";
import { classificationView, clockViews } from "../views/classification-view.ts";
import { incidentView } from "../views/incident-view.ts";

const ofEnterprise = { params: z.object({ enterprise: z.string().max(100) }) };
/** A calendar looks a year ahead unless asked otherwise. */
const ahead = z.coerce.number().int().min(1).max(1100).default(366);

const get = declareRoute(
  { method: "get", path: paths.classification, access: atEnterprise(anyRole) },
  {
    summary: "Type and grade with the facts behind them, and the duties and clocks that follow",
    request: ofEnterprise,
    responses: { 200: answers(classificationViewSchema) },
  },
);
const put = declareRoute(
  {
    method: "put",
    path: paths.classification,
    access: atEnterprise(["assessor", "reporter", "administrator"]),
    audit: "classification.edit",
  },
  {
    summary: "State the facts behind the grade, and when it was graded, registered and checked",
    request: { ...ofEnterprise, ...jsonBody(classificationEditSchema) },
    responses: { 200: answers(classificationViewSchema), ...staleEdit },
  },
);
const calendar = declareRoute(
  { method: "get", path: paths.calendar, access: atEnterprise(anyRole) },
  {
    summary: "Dates that come up: duties, ends of claims, rectifications; and the clocks of incidents",
    request: { ...ofEnterprise, query: z.object({ days: ahead }) },
    responses: { 200: answers(calendarSchema) },
  },
);
const file = declareRoute(
  { method: "get", path: paths.calendarFile, access: atEnterprise(anyRole) },
  {
    summary: "The same as a calendar file (RFC 5545)",
    request: { ...ofEnterprise, query: z.object({ days: ahead, lang: z.enum(languages).default("zh-CN") }) },
    responses: { 200: { description: "The calendar", content: { "text/calendar": { schema: z.string() } } } },
  },
);

export function classificationRoutes(services: Services): Api {
  const { records, book, catalogs, clock } = services;
  const api = createApi();
  const find = async (enterpriseId: string): Promise<InventoryEntry> => {
    const entry = await book.get(enterpriseId);
    if (entry === undefined) throw notFound("enterprise");
    return entry;
  };
  const view = async (entry: InventoryEntry) => {
    const { enterprise } = entry.record.inventory;
    const classification = await records.classifications.get(entry.id);
    return classificationView(enterprise, classification, catalogs, await readDutyGround(services, entry));
  };
  const datesOf = async (entry: InventoryEntry, caller: Caller, days: number) => {
    const duties = await readDuties(services, entry, caller, days * day);
    const until = clock.now() + days * day;
    const { duties: regulatory, clocks } = await view(entry);
    const incidents = (await records.incidents.list(entry.id)).map((incident) =>
      incidentView(incident, { entry, clocks, now: clock.now() }),
    );
    return { items: calendarEntries(duties, regulatory, incidents).filter(({ at }) => Date.parse(at) <= until), clocks };
  };

  api.openapi(get, async (c) => c.json(await view(await find(c.req.valid("param").enterprise)), 200));

  api.openapi(put, async (c) => {
    const entry = await find(c.req.valid("param").enterprise);
    const wanted = c.req.valid("json");
    const stated = classificationOf(entry.id, wanted, c.get("caller").actor, clock.now());
    await records.classifications.save(stated);
    c.set("auditTarget", entry.id);
    c.set("auditDetail", { ...wanted });
    return c.json(await view(entry), 200);
  });

  api.openapi(calendar, async (c) => {
    const entry = await find(c.req.valid("param").enterprise);
    return c.json(await datesOf(entry, c.get("caller"), c.req.valid("query").days), 200);
  });

  api.openapi(file, async (c) => {
    const entry = await find(c.req.valid("param").enterprise);
    const { days, lang } = c.req.valid("query");
    const { items } = await datesOf(entry, c.get("caller"), days);
    const clocks = clockViews(catalogs, await readDutyGround(services, entry));
    const text = calendarFile({
      enterpriseId: entry.id,
      name: entry.name,
      entries: items,
      clocks,
      language: lang,
      now: clock.now(),
    });
    return c.body(text, 200, {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename="${entry.id}.ics"`,
    });
  });

  return api;
}

function classificationOf(enterpriseId: string, wanted: ClassificationEdit, by: string, at: number): Classification {
  const { version, reason: _reason, selfGradedAt, registeredAt, gradeCheckedAt, majorChangeAt, ...facts } = wanted;
  const instant = (time: string | null) => (time === null ? null : Date.parse(time));
  return {
    ...facts,
    selfGradedAt: instant(selfGradedAt),
    registeredAt: instant(registeredAt),
    gradeCheckedAt: instant(gradeCheckedAt),
    majorChangeAt: instant(majorChangeAt),
    enterpriseId,
    by,
    at,
    version: version + 1,
  };
}
