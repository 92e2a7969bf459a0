import { randomUUID } from "node:crypto";
import { z } from "@hono/zod-openapi";
import type { Alert } from "../../model/alert.ts";
import { Problem } from "../../model/problem.ts";
import { keepSecrets } from "../alerts/keep-secrets.ts";
import {
  alertChannelEditSchema,
  alertChannelViewSchema,
  alertDeliveryViewSchema,
  alertRuleEditSchema,
  alertRuleViewSchema,
  alertViewSchema,
} from "../contract/alerts.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { type Access, administrators, readers } from "../http/access.ts";
import { maySee } from "../http/caller.ts";
import { answers, declareRoute, jsonBody, notPossible, staleEdit } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { alertView, channelView, deliveryView } from "../views/alert-view.ts";

const byId = { params: z.object({ id: z.string().max(100) }) };
const limit = z.coerce.number().int().min(1).max(1000).default(200);

const list = declareRoute(
  { method: "get", path: paths.alerts, access: readers },
  {
    summary: "Alerts that the caller may see, newest first; those that fire stand among them",
    request: { query: z.object({ limit }) },
    responses: { 200: answers(listOf(alertViewSchema)) },
  },
);
const rules = declareRoute(
  { method: "get", path: paths.alertRules, access: administrators },
  { summary: "Alert rules", responses: { 200: answers(listOf(alertRuleViewSchema)) } },
);
const putRule = declareRoute(
  { method: "put", path: paths.alertRule, access: administrators, audit: "alert-rule.save" },
  {
    summary: "Write a rule; a new one has an id of the caller's choice",
    request: { ...byId, ...jsonBody(alertRuleEditSchema) },
    responses: { 200: answers(alertRuleViewSchema), ...staleEdit },
  },
);
const removeRule = declareRoute(
  { method: "delete", path: paths.alertRule, access: administrators, audit: "alert-rule.remove" },
  { summary: "Remove a rule; what it fired is over", request: byId, responses: { 204: { description: "Removed" } } },
);
const channels = declareRoute(
  { method: "get", path: paths.alertChannels, access: administrators },
  { summary: "Channels, without their secrets", responses: { 200: answers(listOf(alertChannelViewSchema)) } },
);
const putChannel = declareRoute(
  { method: "put", path: paths.alertChannel, access: administrators, audit: "alert-channel.save" },
  {
    summary: "Write a channel; empty secrets keep those that are there",
    request: { ...byId, ...jsonBody(alertChannelEditSchema) },
    responses: { 200: answers(alertChannelViewSchema), ...staleEdit },
  },
);
const removeChannel = declareRoute(
  { method: "delete", path: paths.alertChannel, access: administrators, audit: "alert-channel.remove" },
  { summary: "Remove a channel", request: byId, responses: { 204: { description: "Removed" } } },
);
const testChannel = declareRoute(
  { method: "post", path: paths.alertChannelTest, access: administrators, audit: "alert-channel.test" },
  {
    summary: "Send a test message; how it went stands among the deliveries",
    request: byId,
    responses: { 202: { description: "Queued" } },
  },
);
const deliveries = declareRoute(
  { method: "get", path: paths.alertDeliveries, access: administrators },
  {
    summary: "Messages about alerts and how each went, newest first",
    request: { query: z.object({ limit }) },
    responses: { 200: answers(listOf(alertDeliveryViewSchema)) },
  },
);

/** Who works on things may say so; who only looks may not. */
const workers = ["operator", "assessor", "reviewer", "administrator"] as const;

export function alertRoutes({ records: { alerts }, clock, book }: Services): Api {
  const api = createApi();
  const rulesById = async () => new Map((await alerts.rules()).map((rule) => [rule.id, rule]));
  const siteOf = async ({ enterpriseId, assetId }: Pick<Alert, "enterpriseId" | "assetId">) =>
    enterpriseId === null || assetId === null ? undefined : (await book.get(enterpriseId))?.assets.get(assetId)?.site;
  const about: Access = {
    roles: workers,
    scope: "enterprise",
    // What is about no enterprise is for those whose roles hold everywhere.
    enterpriseOf: async ({ id = "" }) => {
      const alert = await alerts.get(id);
      return alert && (alert.enterpriseId ?? "");
    },
    siteOf: async ({ id = "" }) => {
      const alert = await alerts.get(id);
      return alert && siteOf(alert);
    },
  };
  const acknowledge = declareRoute(
    { method: "post", path: paths.alertAcknowledge, access: about, audit: "alert.acknowledge" },
    {
      summary: "Say that somebody is at it; reminders end",
      request: byId,
      responses: { 200: answers(alertViewSchema), ...notPossible },
    },
  );

  api.openapi(list, async (c) => {
    const [all, byRule] = await Promise.all([alerts.list(c.req.valid("query").limit), rulesById()]);
    const caller = c.get("caller");
    const seen = await Promise.all(all.map(async (alert) => maySee(caller, alert.enterpriseId, await siteOf(alert))));
    return c.json({ items: all.filter((_, index) => seen[index]).map((alert) => alertView(alert, byRule)) }, 200);
  });

  api.openapi(acknowledge, async (c) => {
    const alert = await alerts.get(c.req.valid("param").id);
    if (alert === undefined) throw notFound("alert");
    if (alert.resolvedAt !== null) throw new Problem("not-possible", "It is over already.");
    const acknowledged = { ...alert, acknowledgedBy: c.get("caller").actor, acknowledgedAt: clock.now() };
    await alerts.save([acknowledged]);
    c.set("auditTarget", `alert:${alert.id}`);
    c.set("auditDetail", { about: alert.text.en });
    return c.json(alertView(acknowledged, await rulesById()), 200);
  });

  api.openapi(rules, async (c) => c.json({ items: [...(await alerts.rules())] }, 200));
  api.openapi(putRule, async (c) => {
    const { version = 0, ...wanted } = c.req.valid("json");
    const rule = { ...wanted, id: c.req.valid("param").id, version: version + 1 };
    await alerts.saveRule(rule);
    c.set("auditTarget", `alert-rule:${rule.id}`);
    c.set("auditDetail", { name: rule.name, enabled: rule.enabled, condition: rule.condition });
    return c.json(rule, 200);
  });
  api.openapi(removeRule, async (c) => {
    if (!(await alerts.removeRule(c.req.valid("param").id))) throw notFound("rule");
    return c.body(null, 204);
  });

  api.openapi(channels, async (c) => c.json({ items: (await alerts.channels()).map(channelView) }, 200));
  api.openapi(putChannel, async (c) => {
    const { version = 0, ...wanted } = c.req.valid("json");
    const { id } = c.req.valid("param");
    const before = (await alerts.channels()).find((one) => one.id === id);
    const channel = { ...wanted, settings: keepSecrets(wanted.settings, before?.settings), id, version: version + 1 };
    await alerts.saveChannel(channel);
    c.set("auditTarget", `alert-channel:${id}`);
    c.set("auditDetail", { name: channel.name, kind: channel.settings.kind });
    return c.json(channelView(channel), 200);
  });
  api.openapi(removeChannel, async (c) => {
    if (!(await alerts.removeChannel(c.req.valid("param").id))) throw notFound("channel");
    return c.body(null, 204);
  });
  api.openapi(testChannel, async (c) => {
    const { id } = c.req.valid("param");
    if (!(await alerts.channels()).some((one) => one.id === id)) throw notFound("channel");
    const now = clock.now();
    const fresh = { state: "pending", attempts: 0, at: now, nextAttemptAt: now, sentAt: null, lastError: null } as const;
    await alerts.addDeliveries([{ id: randomUUID(), alertId: null, channelId: id, reason: "test", ...fresh }]);
    return c.body(null, 202);
  });

  api.openapi(deliveries, async (c) => {
    const [sent, kept, all] = await Promise.all([
      alerts.deliveries(c.req.valid("query").limit),
      alerts.list(1000),
      alerts.channels(),
    ]);
    const around = { alerts: new Map(kept.map((one) => [one.id, one])), channels: new Map(all.map((one) => [one.id, one])) };
    return c.json({ items: sent.map((delivery) => deliveryView(delivery, around)) }, 200);
  });
  return api;
}
