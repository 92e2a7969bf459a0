import { decodeSignal } from "../../../../model/protocols/modbus/decode-signal.ts";
import type { ModbusSignal } from "../../../../model/protocols/modbus/endpoint.ts";
import { widthOf } from "../../../../model/protocols/modbus/width.ts";
import type { Answer } from "../answers.ts";
import type { Conversation } from "../conversation.ts";
import { ModbusFailure } from "../errors.ts";
import { planReads, type Span } from "../plan.ts";
import { readSpans } from "../read-spans.ts";

interface SignalSpan extends Span {
  readonly signal: ModbusSignal;
}

/**
 * Reads the declared signals into samples. A signal that the unit refuses, or that is no finite number, is a sample without a
 * value that is not good; one that was not reached has no sample, so that its age shows.
 */
export async function readSignals(conversation: Conversation): Promise<undefined> {
  const { signals, quirks } = conversation.endpoint;
  const spans = signals.map((signal): SignalSpan => ({ ...place(signal), signal }));
  const reads = planReads(spans, quirks);
  const unread = new Set(signals);
  let anyData = false;
  for await (const { item, answer } of readSpans(conversation, reads)) {
    unread.delete(item.signal);
    anyData ||= answer.exception === undefined;
    note(conversation, item.signal, valueIn(item.signal, answer));
  }
  // Wider than one read of this device may be: its halves would come from two moments.
  for (const signal of unread) note(conversation, signal, undefined);
  if (!anyData) throw new ModbusFailure("only-exceptions", "every signal was answered with an exception");
  return undefined;
}

function place(signal: ModbusSignal): Span {
  return { table: signal.table, address: signal.address, count: widthOf(signal) };
}

function valueIn(signal: ModbusSignal, answer: Answer<readonly number[]>): number | undefined {
  return answer.exception === undefined ? decodeSignal(signal, answer.data) : undefined;
}

function note({ samples, clock }: Conversation, signal: ModbusSignal, value: number | undefined): void {
  samples.push({
    measurement: "signal",
    tags: { signal: signal.id },
    fields: value === undefined ? { good: 0 } : { value, good: 1 },
    at: clock.now(),
  });
}
