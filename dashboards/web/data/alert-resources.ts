import {
  alertChannelViewSchema,
  alertDeliveryViewSchema,
  alertRuleViewSchema,
  alertViewSchema,
} from "../../../api/contract/alerts.ts";
import { listOf } from "../../../api/contract/common.ts";
import { paths } from "../../../api/contract/paths.ts";
import type { Resource } from "./api-client.ts";

/** What the page of alerts reads. */

const resource = <S extends Resource<unknown>["schema"]>(path: string, schema: S) => ({ path, schema });

export const alerts = resource(paths.alerts, listOf(alertViewSchema));
export const alertRules = resource(paths.alertRules, listOf(alertRuleViewSchema));
export const alertChannels = resource(paths.alertChannels, listOf(alertChannelViewSchema));
export const alertDeliveries = resource(paths.alertDeliveries, listOf(alertDeliveryViewSchema));
