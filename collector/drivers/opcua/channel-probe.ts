import { SecurityPolicy } from "node-opcua";
import type { ChannelFacts } from "../../../model/protocols/opcua/facts.ts";
import { asCollector } from "./accounts.ts";
import { type AttemptPlan, attemptSession } from "./attempt.ts";
import { sha256 } from "./decode/digest.ts";
import { knownOffers } from "./discovery-probe.ts";
import { OpcuaFailure } from "./errors.ts";
import type { Learnt } from "./link.ts";
import { securityOf, strongestOffer } from "./offers.ts";
import { strangerProbe } from "./plan.ts";
import type { Run } from "./run.ts";
import { Session } from "./session.ts";
import type { Standing } from "./standing.ts";

const nonceHistory = 64;

/** `opcua.channel`: a session, created and not activated, over the strongest offer; on request the stranger's as well. */
export async function runChannel(run: Run, standing: Standing): Promise<Learnt> {
  await standing.release(run);
  const offer = strongestOffer(await knownOffers(run, standing));
  if (offer === undefined) return { facts: {} satisfies ChannelFacts, samples: [] };
  const asItself = asCollector(run, standing, offer);
  const own = await lookAt(run, standing, asItself);
  const facts: ChannelFacts = run.endpoint.onRequest.includes(strangerProbe)
    ? { ...own, ...(await asStranger(run, standing, asItself, securityOf(offer, await standing.stranger()))) }
    : own;
  return { facts, samples: [] };
}

async function lookAt(run: Run, standing: Standing, plan: AttemptPlan): Promise<ChannelFacts> {
  const { attempt, session } = await attemptSession(run, standing, plan);
  if (session === undefined) return { attempt };
  const endpoints = session.offers?.map((offer) => offer.facts);
  // Basic128Rsa15 prescribes 16 bytes for the channel's own nonces (OPC 10000-7); the session's must have 32 all the same.
  const channelNonces = plan.security.policy === SecurityPolicy.Basic128Rsa15 ? [] : session.channel.nonces;
  const nonces = [...channelNonces, ...(await sessionNonces(run, standing, session))];
  return { attempt, ...(endpoints === undefined ? {} : { endpoints }), nonces: noteNonces(standing, nonces) };
}

/** The nonces of two sessions, one after the other on the same channel, so that a nonce which never changes shows. */
async function sessionNonces(run: Run, standing: Standing, first: Session): Promise<Buffer[]> {
  const nonces = [...first.nonces];
  try {
    await first.end(run);
    const second = await Session.create(run, first.channel, standing.collector.applicationUri);
    nonces.push(...second.nonces);
    await second.close(run);
  } catch (error) {
    if (!(error instanceof OpcuaFailure) || error.failure === "cancelled") throw error;
  } finally {
    await first.close(run);
  }
  return nonces;
}

function noteNonces(standing: Standing, nonces: readonly Buffer[]): NonNullable<ChannelFacts["nonces"]> {
  const digests = nonces.map(sha256);
  const repeated = new Set(digests).size < digests.length || digests.some((digest) => standing.nonces.has(digest));
  for (const digest of digests) standing.nonces.add(digest);
  for (const oldest of [...standing.nonces].slice(0, -nonceHistory)) standing.nonces.delete(oldest);
  return { lengths: nonces.map((nonce) => nonce.length).sort((a, b) => a - b), repeated };
}

/** The stranger's attempt, and the collector's once more where the server dropped it without a word. */
async function asStranger(
  run: Run,
  standing: Standing,
  asItself: AttemptPlan,
  security: AttemptPlan["security"],
): Promise<Pick<ChannelFacts, "stranger" | "afterStranger">> {
  const { applicationUri } = await standing.stranger();
  const { attempt, session } = await attemptSession(run, standing, {
    security,
    applicationUri,
    shown: "stranger",
    trusted: false,
  });
  await session?.close(run);
  if (!attempt.dropped) return { stranger: attempt };
  const after = await attemptSession(run, standing, asItself);
  await after.session?.close(run);
  return { stranger: attempt, afterStranger: after.attempt };
}
