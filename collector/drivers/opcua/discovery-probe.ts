import type { DiscoveryFacts } from "../../../model/protocols/opcua/facts.ts";
import { Channel } from "./channel.ts";
import { decodeCertificates } from "./decode/certificates.ts";
import { decodeApplication, decodeOffers, type Offer } from "./decode/endpoints.ts";
import { sortedBy } from "./decode/text.ts";
import { OpcuaFailure } from "./errors.ts";
import type { Learnt } from "./link.ts";
import { unsecured } from "./offers.ts";
import type { Run } from "./run.ts";
import { services } from "./services.ts";
import type { Standing } from "./standing.ts";

/** `opcua.discovery`: FindServers and GetEndpoints over an unsecured channel to the dialled address, and to no other. */
export async function runDiscovery(run: Run, standing: Standing): Promise<Learnt> {
  await standing.release(run);
  standing.forget();
  const channel = await Channel.open(run, unsecured);
  try {
    const servers = await findServers(run, channel);
    const { offers, application } = await getEndpoints(run, channel);
    standing.offers = offers;
    const facts: DiscoveryFacts = {
      ...servers,
      application,
      endpoints: offers.map((offer) => offer.facts),
      certificates: decodeCertificates(offers.map((offer) => offer.chain)),
    };
    return { facts, samples: [] };
  } finally {
    await channel.close(run.detached());
  }
}

/** The offers that this link knows; asked for over a connection of its own where it knows none. */
export async function knownOffers(run: Run, standing: Standing): Promise<readonly Offer[]> {
  if (standing.offers !== undefined) return standing.offers;
  await standing.release(run);
  const channel = await Channel.open(run, unsecured);
  try {
    standing.offers = (await getEndpoints(run, channel)).offers;
    return standing.offers;
  } finally {
    await channel.close(run.detached());
  }
}

async function getEndpoints(run: Run, channel: Channel) {
  const { endpoints } = await channel.call(run, services.getEndpoints, { endpointUrl: run.endpoint.url });
  const [first] = endpoints ?? [];
  if (first === undefined) throw new OpcuaFailure("protocol-error", "the server lists no endpoint", { target: run.endpoint.url });
  return { offers: decodeOffers(endpoints), application: decodeApplication(first.server) };
}

async function findServers(run: Run, channel: Channel): Promise<Pick<DiscoveryFacts, "servers" | "findServersStatus">> {
  try {
    const { servers } = await channel.call(run, services.findServers, { endpointUrl: run.endpoint.url });
    return { servers: sortedBy((servers ?? []).map(decodeApplication), (server) => JSON.stringify(server)) };
  } catch (error) {
    if (!(error instanceof OpcuaFailure) || error.statusCode === undefined) throw error;
    return { servers: [], findServersStatus: error.statusCode };
  }
}
