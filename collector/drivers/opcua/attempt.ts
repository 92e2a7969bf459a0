import type { Attempt } from "../../../model/protocols/opcua/facts.ts";
import { Channel, type ChannelSecurity } from "./channel.ts";
import { modeName } from "./decode/enums.ts";
import { OpcuaFailure } from "./errors.ts";
import type { Run } from "./run.ts";
import { Session } from "./session.ts";
import type { Standing } from "./standing.ts";
import type { UserToken } from "./user-token.ts";

/** Who asks for a session, how, and how far it shall go. */
export interface AttemptPlan {
  readonly security: ChannelSecurity;
  readonly applicationUri: string;
  readonly shown: Attempt["shown"];
  readonly trusted: boolean;
  /** Makes the user token once the session is there; absent: the session is created and not activated. */
  readonly token?: (session: Session) => UserToken;
}

export interface AttemptResult {
  readonly attempt: Attempt;
  /** There where the attempt came as far as it should; the caller closes it. */
  readonly session?: Session;
}

/**
 * Tries to get a session and records how far it came. Only a connection that cannot be made and a cancelled run are thrown;
 * every answer of the server, and its silence after it took the connection, is part of the result.
 */
export async function attemptSession(run: Run, standing: Standing, plan: AttemptPlan): Promise<AttemptResult> {
  let reached: Attempt["reached"] = "nothing";
  let channel: Channel | undefined;
  let session: Session | undefined;
  try {
    channel = await Channel.open(run, plan.security);
    reached = "channel";
    session = await Session.create(run, channel, plan.applicationUri);
    reached = "session";
    if (plan.token !== undefined) {
      await session.activate(run, plan.token(session));
      reached = "activated";
    }
    return { attempt: { ...describe(plan), reached }, session };
  } catch (error) {
    await (session?.close(run) ?? channel?.close(run.detached()));
    if (!(error instanceof OpcuaFailure) || error.failure === "connect-failed" || error.failure === "cancelled") throw error;
    if (reached !== "nothing" && error.statusCode !== undefined) standing.refusedSessions += 1;
    return { attempt: { ...describe(plan), reached, ...ending(error) } };
  }
}

function describe({ security, shown, trusted }: AttemptPlan): Omit<Attempt, "reached"> {
  return { securityMode: modeName(security.mode), securityPolicyUri: security.policy, shown, trusted };
}

function ending(failure: OpcuaFailure): Pick<Attempt, "statusCode" | "dropped"> {
  if (failure.statusCode !== undefined) return { statusCode: failure.statusCode };
  return failure.failure === "connection-closed" ? { dropped: true } : {};
}
