import { type Answer, exceptions } from "./answers.ts";
import type { Conversation } from "./conversation.ts";
import { readRequest } from "./functions.ts";
import { type PlannedRead, type Span, valuesOf } from "./plan.ts";

export type TakeAnswer<Item extends Span> = (item: Item, answer: Answer<readonly number[]>) => void;

/**
 * Carries out planned reads and hands on each item's own answer. Where a joined read is refused for its addresses or its length,
 * the items are read one by one, and this unit's reads are not joined again.
 * @throws ModbusFailure
 */
export async function readSpans<Item extends Span>(
  conversation: Conversation,
  reads: readonly PlannedRead<Item>[],
  take: TakeAnswer<Item>,
): Promise<void> {
  for (const read of reads) {
    const joined = read.items.length > 1;
    const answer = joined && conversation.memory.readSeparately ? undefined : await readSpan(conversation, read, joined);
    if (answer !== undefined && !(joined && isRefusedSpan(answer))) {
      for (const item of read.items) take(item, partOf(read, item, answer));
      continue;
    }
    conversation.memory.readSeparately = true;
    for (const item of read.items) take(item, await readSpan(conversation, item, false));
  }
}

function readSpan(
  conversation: Conversation,
  { table, address, count }: Span,
  guessed: boolean,
): Promise<Answer<readonly number[]>> {
  return conversation.read(readRequest(table, address, count), { guessed });
}

function isRefusedSpan({ exception }: Answer<unknown>): boolean {
  return exception === exceptions.illegalAddress || exception === exceptions.illegalValue;
}

function partOf(read: Span, item: Span, answer: Answer<readonly number[]>): Answer<readonly number[]> {
  return answer.exception === undefined ? { data: valuesOf(read, item, answer.data) } : answer;
}
