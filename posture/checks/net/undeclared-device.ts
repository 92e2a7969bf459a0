import { declaredIn, type FindDeclared } from "../../../model/discovery/declared-places.ts";
import { endsOf } from "../../../model/discovery/sighting.ts";
import { type FoundDevice, netSweep, type SweepFacts } from "../../../model/discovery/sweep.ts";
import type { Message } from "../../../model/messages/define.ts";
import { message } from "../../../model/messages/index.ts";
import type { Seen } from "../../../model/protocols/define.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEnterpriseCheck, type EnterpriseContext, type Pointer } from "../define.ts";
import { fail, iec62443, pass, seen, unknown } from "../results.ts";
import { strangersSeen } from "./seen-by-others.ts";

/** Judges the sweeps of declared ranges by the inventory as it is now, so that listing a device puts it right at once. */
export const undeclaredDevice = defineEnterpriseCheck({
  id: "net.undeclared-device",
  severity: "high",
  effort: 0.5,
  text: {
    title: {
      "zh-CN": "申报的发现范围内没有未登记的设备。",
      en: "Nothing answers in the declared discovery ranges that the inventory does not list.",
    },
    rationale: {
      "zh-CN": "无人登记的设备无人评估、无人防护，可能是遗留的维护设备，也可能是有人私自接入的。",
      en: "What the inventory does not list nobody assesses or protects; it may be a forgotten service device, or one that somebody brought in.",
    },
    remediation: {
      "zh-CN": "在“发现”页核实每台设备：属于本厂的登记到资产清单并落实责任人，其余的断开并查明来源。",
      en: "Look at each device on the page Discovery: list it with its owner where it belongs to the plant; disconnect it and find out where it came from where it does not.",
    },
  },
  references: [iec62443("SR 7.8")],
  evaluate: (context) => {
    const ranges = rangesOf(context);
    const strange = ranges.flatMap(({ swept }) => (swept === undefined ? [] : strangersOf(swept, context)));
    const [first] = strange;
    if (first !== undefined) {
      return fail(
        message("net.device-undeclared", { count: strange.length, first: first.url }),
        strange.map(({ at }) => at),
      );
    }
    const [seenFirst, ...seenMore] = strangersSeen(context);
    if (seenFirst !== undefined) {
      const { source } = seenFirst;
      const place = `${endsOf(seenFirst).server}:${seenFirst.port} ${seenFirst.protocol}`;
      return fail(message("net.device-seen-by-others", { count: seenMore.length + 1, first: place, source }), []);
    }
    const evidence = ranges.flatMap(({ swept }) => (swept === undefined ? [] : [pointTo(swept, "found")]));
    const gap = ranges.map(gapOf).find((found) => found !== undefined);
    if (gap !== undefined) return unknown(gap, { evidence });
    if (ranges.length === 0) return unknown(message("net.no-range"));
    const asked = ranges.reduce((sum, { swept }) => sum + (swept?.facts.asked ?? 0), 0);
    return pass(message("net.all-declared", { ranges: ranges.length, asked }), { evidence });
  },
});

interface SweptRange {
  readonly id: string;
  readonly swept: Seen<SweepFacts> | undefined;
}

function rangesOf({ inventory, sweep }: EnterpriseContext): readonly SweptRange[] {
  return inventory.sites.flatMap((site) => site.discovery.map(({ id }) => ({ id, swept: sweep(site.id, id) })));
}

/** What keeps a range from being proof that nothing else is there. */
function gapOf({ id, swept }: SweptRange): Message | undefined {
  if (swept === undefined) return message("net.range-not-swept", { range: id });
  const { refused, discoveryServerProblem: reason } = swept.facts;
  if (refused.length > 0) return message("net.range-beyond-ceiling", { range: id, refused: refused.length });
  return reason === undefined ? undefined : message("net.discovery-server-silent", { range: id, reason });
}

function strangersOf(swept: Seen<SweepFacts>, context: EnterpriseContext): readonly { url: string; at: Pointer }[] {
  const declared = declaredIn([context.inventory]);
  const known = knownServers(context);
  return swept.facts.found.flatMap((device, index) =>
    isKnown(device, declared, known) ? [] : [{ url: device.url, at: pointTo(swept, "found", index) }],
  );
}

/** A discovery server may name a known server by another host name, so its application is looked at, too. */
function isKnown({ kind, host, port, applicationUri }: FoundDevice, declared: FindDeclared, known: ReadonlySet<string>): boolean {
  if (declared(host, port) !== undefined) return true;
  return kind === "registered" && applicationUri !== undefined && known.has(applicationUri);
}

function knownServers({ peers }: EnterpriseContext): ReadonlySet<string> {
  return new Set(peers(opcuaDiscovery).map(({ facts }) => facts.application.applicationUri));
}

function pointTo({ observationId }: Seen<SweepFacts>, ...path: readonly (string | number)[]): Pointer {
  return { ...seen(netSweep, ...path), observationId };
}
