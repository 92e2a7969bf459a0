import type { Registered } from "../../collector/discovery/registered.ts";
import type { Swept } from "../../collector/discovery/sweep.ts";
import { hostAndPort } from "../../model/discovery/declared-places.ts";
import { idFrom } from "../../model/discovery/suggestion.ts";
import type { IdentifyFacts } from "../../model/protocols/modbus/facts.ts";
import { identityOf } from "../../model/protocols/modbus/identity.ts";
import type { ProposedAsset } from "../propose/proposal.ts";
import type { Say } from "../propose/words.ts";

/** What answered in a range, as an asset of an inventory. */
export function sweptAsset(swept: Extract<Swept, { url: string }>, site: string, say: Say): ProposedAsset {
  switch (swept.found) {
    case "opcua":
      return serverAsset(swept.url, swept.facts.application, site, opening(swept.url, say));
    case "modbus":
      return unitAsset(swept.url, swept.facts, site, opening(swept.url, say));
    case "gateway":
      return gatewayAsset(swept.url, site, say);
  }
}

/** A server that a discovery server knows. */
export function registeredAsset({ application, url, isAsked }: Registered, site: string, say: Say): ProposedAsset {
  const comment = [...opening(url, say), ...(isAsked ? [] : [say("registeredOnly")])];
  return serverAsset(url, application, site, comment);
}

function opening(url: string, say: Say): string[] {
  return [say("undeclared", { url }), say("lookCloser", { url })];
}

function serverAsset(
  url: string,
  { applicationName, applicationUri }: Registered["application"],
  site: string,
  comment: readonly string[],
): ProposedAsset {
  return {
    fields: { id: idFrom(applicationName || "opcua", ...placeOf(url)), name: applicationName || url, site, role: "server" },
    endpoint: { id: "opcua", protocol: "opcua", url },
    signals: [],
    comment: [...comment, applicationUri].join("\n"),
  };
}

function unitAsset(url: string, facts: IdentifyFacts, site: string, comment: readonly string[]): ProposedAsset {
  const identity = identityOf(facts);
  const { vendor, product } = identity;
  const name = [vendor, product].filter((part) => part !== undefined).join(" ") || url;
  return {
    fields: {
      id: idFrom(product ?? "modbus", ...placeOf(url)),
      name,
      site,
      role: "field-device",
      ...identity,
    },
    endpoint: { id: "modbus", protocol: "modbus", url },
    signals: [],
    comment: comment.join("\n"),
  };
}

function gatewayAsset(url: string, site: string, say: Say): ProposedAsset {
  const closer = say("lookCloser", { url: `${url} --units 1-247` });
  return {
    fields: { id: idFrom("gateway", ...placeOf(url)), name: url, site, role: "gateway" },
    endpoint: { id: "modbus", protocol: "modbus", url },
    signals: [],
    comment: [say("undeclared", { url }), closer, say("gatewayFound")].join("\n"),
  };
}

function placeOf(url: string): readonly string[] {
  const place = hostAndPort(url);
  return place === undefined ? [] : [place.host, String(place.port)];
}
