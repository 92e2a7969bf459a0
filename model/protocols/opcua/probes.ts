import { day, minute } from "../../instant.ts";
import { daily, defineProbe } from "../define.ts";
import {
  accessFactsSchema,
  channelFactsSchema,
  defaultCredentialsFactsSchema,
  discoveryFactsSchema,
  sessionFactsSchema,
} from "./facts.ts";

/** FindServers and GetEndpoints, unsecured. */
export const opcuaDiscovery = defineProbe({
  id: "opcua.discovery",
  schema: discoveryFactsSchema,
  interval: daily,
  onRequest: false,
});
/** A secure channel by the strongest offer. */
export const opcuaChannel = defineProbe({ id: "opcua.channel", schema: channelFactsSchema, interval: daily, onRequest: false });
/** A session: state, build, capabilities, counters. */
export const opcuaSession = defineProbe({
  id: "opcua.session",
  schema: sessionFactsSchema,
  interval: 5 * minute,
  onRequest: false,
});
/** Rights of the session on the nodes below Objects. */
export const opcuaAccess = defineProbe({ id: "opcua.access", schema: accessFactsSchema, interval: daily, onRequest: false });
/** One try of a declared factory account; a device could lock it. */
export const opcuaDefaultCredentials = defineProbe({
  id: "opcua.default-credentials",
  schema: defaultCredentialsFactsSchema,
  interval: 30 * day,
  onRequest: true,
});
