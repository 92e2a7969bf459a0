import type { BaselineFacts, IdentifyFacts } from "../../model/protocols/modbus/facts.ts";
import { modbusBaseline, modbusIdentify } from "../../model/protocols/modbus/probes.ts";
import type { DiscoveryFacts } from "../../model/protocols/opcua/facts.ts";
import { opcuaDiscovery } from "../../model/protocols/opcua/probes.ts";

/** What of a probe's facts a person accepts as a baseline, as named values; the names stay the same while values change. */
export type ComparableFacts = ReadonlyMap<string, string>;

interface Accepted {
  readonly probe: string;
  /** Checks that hold later facts against the baseline. */
  readonly checks: readonly string[];
  /** undefined where the facts have a form that this release does not know. */
  readonly compare: (facts: unknown) => ComparableFacts | undefined;
}

/** Probes whose facts a person can accept as how things should be. */
export const acceptedProbes: readonly Accepted[] = [
  {
    probe: opcuaDiscovery.id,
    checks: ["opcua.certificate-changed"],
    compare: (facts) => parsed(opcuaDiscovery.schema.safeParse(facts), fromDiscovery),
  },
  {
    probe: modbusBaseline.id,
    checks: ["modbus.baseline-drift"],
    compare: (facts) => parsed(modbusBaseline.schema.safeParse(facts), fromRegisters),
  },
  {
    probe: modbusIdentify.id,
    checks: ["modbus.identity-changed"],
    compare: (facts) => parsed(modbusIdentify.schema.safeParse(facts), fromIdentity),
  },
];

type Result<Facts> = { readonly success: true; readonly data: Facts } | { readonly success: false };

function parsed<Facts>(result: Result<Facts>, compare: (facts: Facts) => ComparableFacts): ComparableFacts | undefined {
  return result.success ? compare(result.data) : undefined;
}

/** Certificates by their place among the leaves that endpoints show, so that a renewed one stands beside its predecessor. */
function fromDiscovery({ application, endpoints, certificates }: DiscoveryFacts): ComparableFacts {
  const shown = [...new Set(endpoints.flatMap(({ certificateSha256 }) => certificateSha256 ?? []))];
  const leaves = shown.flatMap((sha256) => certificates.find((certificate) => certificate.sha256 === sha256) ?? []);
  return new Map([
    ["application.applicationUri", application.applicationUri],
    ...leaves.flatMap(({ subject, issuer, serialNumber, notBefore, notAfter, sha256 }, index): [string, string][] => {
      const name = (field: string) => `certificate ${index + 1}.${field}`;
      return [
        [name("subject"), subject],
        [name("issuer"), issuer],
        [name("serialNumber"), serialNumber],
        [name("notBefore"), notBefore],
        [name("notAfter"), notAfter],
        [name("sha256"), sha256],
      ];
    }),
  ]);
}

function fromRegisters({ registers }: BaselineFacts): ComparableFacts {
  return new Map(Object.entries(registers).map(([id, words]) => [id, words.join(", ")]));
}

function fromIdentity({ objects, serverId }: IdentifyFacts): ComparableFacts {
  const server = serverId === undefined ? {} : { serverId: serverId.text, "serverId.hex": serverId.hex };
  return new Map(Object.entries({ ...objects, ...server }));
}
