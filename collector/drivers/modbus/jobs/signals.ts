import { decodeSignal, decodeSignalText } from "../../../../model/protocols/modbus/decode-signal.ts";
import type { ModbusEndpoint, ModbusSignal } from "../../../../model/protocols/modbus/endpoint.ts";
import { widthOf } from "../../../../model/protocols/modbus/width.ts";
import type { Answer } from "../answers.ts";
import type { Conversation } from "../conversation.ts";
import { ModbusFailure } from "../errors.ts";
import { type PlannedRead, planReads, type Span } from "../plan.ts";
import { readSpans } from "../read-spans.ts";

interface SignalSpan extends Span {
  readonly signal: ModbusSignal;
  readonly tags: { readonly signal: string };
}

interface SignalPlan {
  readonly reads: readonly PlannedRead<SignalSpan>[];
  /** Signals that no read covers, since they are wider than one may be: their halves would come from two moments. */
  readonly uncovered: readonly SignalSpan[];
}

/** Endpoints do not change; one that does is a new object. */
const plans = new WeakMap<ModbusEndpoint, SignalPlan>();

/**
 * Reads the declared signals into samples. A signal that the unit refuses, or that is no finite number, is a sample without a
 * value that is not good; one that was not reached has no sample, so that its age shows.
 */
export async function readSignals(conversation: Conversation): Promise<undefined> {
  const { reads, uncovered } = planFor(conversation.endpoint);
  let anyData = false;
  await readSpans(conversation, reads, (span, answer) => {
    anyData ||= answer.exception === undefined;
    note(conversation, span, fieldsOf(span.signal, answer));
  });
  for (const span of uncovered) note(conversation, span, notGood);
  if (!anyData) throw new ModbusFailure("only-exceptions", "every signal was answered with an exception");
  return undefined;
}

function planFor(endpoint: ModbusEndpoint): SignalPlan {
  const known = plans.get(endpoint) ?? plan(endpoint);
  plans.set(endpoint, known);
  return known;
}

function plan({ signals, quirks }: ModbusEndpoint): SignalPlan {
  const spans = signals.map((signal): SignalSpan => ({ ...place(signal), signal, tags: { signal: signal.id } }));
  const reads = planReads(spans, quirks);
  const covered = new Set(reads.flatMap(({ items }) => items));
  return { reads, uncovered: spans.filter((span) => !covered.has(span)) };
}

function place(signal: ModbusSignal): Span {
  return { table: signal.table, address: signal.address, count: widthOf(signal) };
}

const notGood = { good: 0 } as const;

function fieldsOf(signal: ModbusSignal, answer: Answer<readonly number[]>): Readonly<Record<string, number | string>> {
  if (answer.exception !== undefined) return notGood;
  const text = decodeSignalText(signal, answer.data);
  if (text !== undefined) return { text, good: 1 };
  const value = decodeSignal(signal, answer.data);
  return value === undefined ? notGood : { value, good: 1 };
}

function note({ samples, clock }: Conversation, { tags }: SignalSpan, fields: Readonly<Record<string, number | string>>): void {
  samples.push({ measurement: "signal", tags, fields, at: clock.now() });
}
