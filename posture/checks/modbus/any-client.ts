import { BlockList, isIP } from "node:net";
import { message } from "../../../model/messages/index.ts";
import type { HealthFacts } from "../../../model/protocols/modbus/facts.ts";
import { modbusHealth } from "../../../model/protocols/modbus/probes.ts";
import { type CheckResult, defineEndpointCheck, type PeerIndex } from "../define.ts";
import { cwe, fail, iec62443, modbusSecurity, notApplicable, pass, seen, unknown } from "../results.ts";
import { type ModbusContext, newestOf, unknownWithout } from "./support.ts";

/**
 * Whether a client is a stranger is the plant's to say. Without a declared list nobody is one, so that being served proves
 * nothing: unknown, since a fail would accuse every plant that has not written its list yet, and a pass would need proof.
 */
export const anyClient = defineEndpointCheck({
  id: "modbus.any-client",
  severity: "high",
  effort: 1,
  protocol: "modbus",
  needs: [],
  mayUse: [modbusHealth],
  text: {
    title: {
      "zh-CN": "Modbus 设备只应答许可的客户端。",
      en: "The Modbus device serves permitted clients alone.",
    },
    rationale: {
      "zh-CN": "Modbus 没有登录。设备若应答任何人，网内任意一台主机都可以读写它。",
      en: "Modbus knows no log-in. A device that answers anybody can be read and written from every host in the network.",
    },
    remediation: {
      "zh-CN":
        "在设备的访问控制列表或其前端防火墙中，只放行清单 permittedClients 所列的地址；确需由采集器访问的，把采集器写入该列表。",
      en: "Let only the addresses of permittedClients through, in the device's access list or the firewall before it; where the collector is meant to be served, put it on that list.",
    },
  },
  references: [iec62443("SR 1.2"), iec62443("SR 2.1"), modbusSecurity("8"), cwe(306)],
  evaluate: ({ "modbus.health": health }, context) => {
    const { permittedClients } = context.endpoint;
    if (permittedClients === undefined) return unknown(message("modbus.clients-not-declared"));
    const permits = listOf(permittedClients);
    const newest = newestOf(context, modbusHealth.id);
    if (newest !== undefined && newest.outcome !== "answered") return judgeSilence(context, permits, newest.reason?.code);
    return health === undefined ? unknownWithout(modbusHealth, context) : judgeAnswer(health, permits);
  },
});

function judgeAnswer({ client, served, exception }: HealthFacts, permits: (client: string) => boolean): CheckResult {
  const evidence = [seen(modbusHealth, "client")];
  if (permits(client)) return notApplicable(message("modbus.collector-permitted", { client }), { evidence });
  if (served) return fail(message("modbus.stranger-served", { client }), evidence);
  return unknown(message("modbus.stranger-got-exception", { client, exception: exception ?? 0 }), { evidence });
}

/** Endpoints of any asset that are one device, seen from several places. */
const healthByUrl: PeerIndex<HealthFacts> = { id: "modbus.url", probe: modbusHealth, namesOf: (_facts, { url }) => [url] };

/** How much older than the silence a sign of life at a permitted client may be. */
const signOfLifeMs = 3_600_000;

/** Silence may be a filter or a dead device; only a permitted client that sees life at the same address tells them apart. */
function judgeSilence(context: ModbusContext, permits: (client: string) => boolean, reason = "unstated"): CheckResult {
  const silentAt = newestOf(context, modbusHealth.id)?.lastSeen ?? context.now;
  const vantage = context
    .peersNamed(healthByUrl, context.endpoint.url)
    .filter(({ asset, endpoint }) => asset.id !== context.asset.id || endpoint.id !== context.endpoint.id)
    .filter(({ lastSeen }) => lastSeen >= silentAt - signOfLifeMs)
    .find(({ facts }) => facts.served && permits(facts.client));
  if (vantage === undefined) return unknown(message("modbus.silence-unexplained", { reason }));
  const { asset, facts, observationId } = vantage;
  return pass(message("modbus.stranger-unanswered", { asset: asset.id, client: facts.client }), {
    evidence: [{ ...seen(modbusHealth, "served"), observationId }],
  });
}

/** Addresses and ranges (CIDR); what is neither permits nobody. */
function listOf(entries: readonly string[]): (client: string) => boolean {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = "", prefix] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    const bits = Number(prefix);
    if (isIP(address) === 0) continue;
    if (prefix === undefined) list.addAddress(address, family);
    else if (Number.isInteger(bits) && bits >= 0 && bits <= (family === "ipv6" ? 128 : 32)) list.addSubnet(address, bits, family);
  }
  return (client) => isIP(client) !== 0 && list.check(client, isIP(client) === 6 ? "ipv6" : "ipv4");
}
