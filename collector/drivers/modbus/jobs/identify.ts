import type { OptionalFunction } from "../../../../model/protocols/modbus/endpoint.ts";
import type { IdentifyFacts } from "../../../../model/protocols/modbus/facts.ts";
import type { Conversation } from "../conversation.ts";
import { decodeIdentification, decodeServerId } from "../decode.ts";
import { ModbusFailure } from "../errors.ts";
import { functionName, type IdentificationRequest } from "../functions.ts";

/** A device that promises page after page is not followed further than this. */
const mostPages = 8;
const basic = 1;
const regular = 2;

type Exception = IdentifyFacts["exceptions"][number];

/** FC 43/14; FC 17 where that is not known, not answered or not allowed, and where the place of the run indicator is declared. */
export async function identify(conversation: Conversation): Promise<IdentifyFacts> {
  const exceptionsSeen: Exception[] = [];
  const first = await attempt(conversation, "43/14", () => readObjects(conversation, exceptionsSeen));
  const needsServerId = first.value === undefined || conversation.endpoint.runIndicator !== undefined;
  const second = needsServerId ? await attempt(conversation, "17", () => readServerId(conversation, exceptionsSeen)) : {};
  if (first.value === undefined && second.value === undefined && exceptionsSeen.length === 0) {
    throw first.failure ?? second.failure ?? new ModbusFailure("not-supported", "the profile forbids FC 43/14 and FC 17");
  }
  return { ...first.value, ...second.value, exceptions: exceptionsSeen };
}

interface Attempt<T> {
  readonly value?: T | undefined;
  readonly failure?: ModbusFailure;
}

/**
 * Some devices leave a function that they do not know without an answer; the other function may still be answered. Silence of
 * one that was answered before ends the probe, so that facts do not come and go with lost answers.
 */
async function attempt<T>(
  { memory }: Conversation,
  name: OptionalFunction,
  ask: () => Promise<T | undefined>,
): Promise<Attempt<T>> {
  try {
    return { value: await ask() };
  } catch (error) {
    const ignored = error instanceof ModbusFailure && error.failure === "no-answer" && !memory.knownFunctions.has(name);
    if (ignored) return { failure: error };
    throw error;
  }
}

async function readObjects(
  conversation: Conversation,
  exceptionsSeen: Exception[],
): Promise<Pick<IdentifyFacts, "objects"> | undefined> {
  if (conversation.isForbidden({ function: 43, category: basic, object: 0 })) return undefined;
  const pages = await readPages(conversation, basic);
  if (pages.exception !== undefined) {
    exceptionsSeen.push({ function: "43/14", code: pages.exception });
    return undefined;
  }
  // A device that offers the regular category may still refuse it: the basic objects are enough then.
  const more = pages.conformity >= regular ? await readPages(conversation, regular) : undefined;
  return { objects: { ...pages.objects, ...more?.objects } };
}

interface Pages {
  readonly objects: Readonly<Record<string, string>>;
  readonly conformity: number;
  readonly exception?: number;
}

async function readPages(conversation: Conversation, category: 1 | 2): Promise<Pages> {
  const objects: Record<string, string> = {};
  let conformity = 0;
  let object: number | undefined = 0;
  for (let page = 0; page < mostPages && object !== undefined; page += 1) {
    const request: IdentificationRequest = { function: 43, category, object };
    const answer = await conversation.call(request);
    if (answer.exception !== undefined) {
      return page === 0 ? { objects, conformity, exception: answer.exception } : { objects, conformity };
    }
    const decoded = decodeIdentification(answer.data);
    Object.assign(objects, decoded.objects);
    conformity = decoded.conformity;
    // Pages must go forward, or a device could keep us asking the same for ever.
    object = decoded.next !== undefined && decoded.next > object ? decoded.next : undefined;
  }
  return { objects, conformity };
}

async function readServerId(
  conversation: Conversation,
  exceptionsSeen: Exception[],
): Promise<Pick<IdentifyFacts, "serverId" | "running"> | undefined> {
  const request = { function: 17 } as const;
  if (conversation.isForbidden(request)) return undefined;
  const answer = await conversation.call(request);
  if (answer.exception !== undefined) {
    exceptionsSeen.push({ function: functionName(request), code: answer.exception });
    return undefined;
  }
  const { text, hex, running } = decodeServerId(answer.data, conversation.endpoint.runIndicator?.byte);
  return { serverId: { text, hex }, ...(running === undefined ? {} : { running }) };
}
