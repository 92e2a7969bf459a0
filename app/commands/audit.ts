import { createReadStream, createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { auditLines } from "../../api/accounts/audit-lines.ts";
import { type AuditEntry, auditEntrySchema, type ChainEnd, chainStart, follows } from "../../model/audit.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { openOwnRecords } from "../centre/record-stores.ts";
import { exitCodes } from "../exit-codes.ts";
import type { RegisterCommand } from "./command.ts";

export const register: RegisterCommand = (program, finish) => {
  const audit = program.command("audit").description("the audit trail, on the machine of the centre");
  audit
    .command("verify")
    .argument("[file]", "an exported trail; without it the centre's own records")
    .description("checks that every entry follows from the one before; exit status 1 where the chain is broken")
    .action(async (file: string | undefined) => {
      const { holds, words } = await verify(file === undefined ? ownLines() : linesOf(file));
      process.stdout.write(`${words}\n`);
      if (!holds) finish(exitCodes.answerIsNo);
    });
  audit
    .command("export")
    .description("writes the whole trail, a line of JSON an entry, oldest first")
    .requiredOption("--out <file>", "the file to write; one that is there is not overwritten")
    .action(async ({ out }: { out: string }) => {
      await pipeline(Readable.from(ownLines()), createWriteStream(out, { flags: "wx", mode: 0o600 })).catch((cause: unknown) => {
        throw new Problem("cannot-write", `cannot write ${out}: ${describeError(cause)}`, { target: out, cause });
      });
    });
};

/** Checks a trail and says where it stands, or where it breaks. */
export async function verify(lines: AsyncIterable<string>): Promise<{ readonly holds: boolean; readonly words: string }> {
  let end: ChainEnd = chainStart;
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const entry = parse(line);
    if (entry === undefined) return { holds: false, words: `line ${number} is no entry of an audit trail` };
    if (!follows(end, entry)) {
      return {
        holds: false,
        words: `the chain breaks at entry ${entry.id} (line ${number}): it was changed, or one before it is gone`,
      };
    }
    end = entry;
  }
  if (number === 0) return { holds: false, words: "there is no entry" };
  return { holds: true, words: `${number} entries, each follows from the one before; the last has the hash ${end.hash}` };
}

function parse(line: string): AuditEntry | undefined {
  try {
    return auditEntrySchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

async function* ownLines(): AsyncGenerator<string> {
  const records = await openOwnRecords(process.env);
  try {
    yield* auditLines(records.audit);
  } finally {
    await records.close();
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file);
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw new Problem("cannot-read", `cannot read ${file}: ${describeError(cause)}`, { target: file, cause });
  }
}
