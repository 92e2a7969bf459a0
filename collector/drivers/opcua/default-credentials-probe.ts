import type { DefaultCredentialsFacts } from "../../../model/protocols/opcua/facts.ts";
import { attemptAsUser, usableAccount } from "./accounts.ts";
import { knownOffers } from "./discovery-probe.ts";
import { OpcuaFailure } from "./errors.ts";
import type { Learnt } from "./link.ts";
import type { Run } from "./run.ts";
import type { Standing } from "./standing.ts";

/** `opcua.default-credentials`: the declared factory account, tried once. Never a guess: a live account could be locked. */
export async function runDefaultCredentials(run: Run, standing: Standing): Promise<Learnt> {
  await standing.release(run);
  const account = usableAccount(run, standing, await knownOffers(run, standing), run.endpoint.factoryAccount);
  if (account === undefined) {
    throw new OpcuaFailure("no-session", "no encrypted endpoint of the pinned server takes the factory account", {
      target: run.endpoint.url,
    });
  }
  const { attempt, session } = await attemptAsUser(run, standing, account);
  await session?.close(run);
  return { facts: { attempt, user: account.user.name } satisfies DefaultCredentialsFacts, samples: [] };
}
