import type { Msg, NatsConnection } from "@nats-io/transport-node";
import { z } from "zod";
import { taskReportSchema } from "../../model/discovery/task.ts";
import { second } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { collectorStatusSchema } from "../../model/wire/batches.ts";
import { type Question, subjects } from "../../model/wire/bus.ts";
import { unpack } from "../../model/wire/pack.ts";
import { noteStatus } from "../collectors/note-status.ts";
import { orderOf, reportTask } from "../discovery/report-task.ts";
import { assignmentOf } from "../inventory/assignment.ts";
import type { Services } from "../services.ts";
import { packedAnswer } from "./answers.ts";
import { demandSender } from "./sender.ts";

/** Each question goes to one of the centres. */
const queue = "centres";

type Answer = (services: Services, collectorId: string, asked: unknown, signal: AbortSignal) => Promise<unknown>;

/** Answers what collectors ask, until the answer is called. */
export function answerQuestions(services: Services, connection: NatsConnection): () => Promise<void> {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const subscription = connection.subscribe(subjects.questions(), {
    queue,
    callback: (error, message) => {
      if (error !== null) return;
      const work = answer(services, message, stopping.signal).finally(() => underWay.delete(work));
      underWay.add(work);
    },
  });
  return async () => {
    subscription.unsubscribe();
    stopping.abort();
    await Promise.all(underWay);
  };
}

async function answer(services: Services, message: Msg, signal: AbortSignal): Promise<void> {
  const packed = await packedAnswer(async () => {
    const { collectorId, kind } = await demandSender(services.records.enrolments, message);
    const work = Object.hasOwn(answers, kind) ? answers[kind as Question] : undefined;
    if (work === undefined) throw new Problem("invalid", "This is no question.");
    return work(services, collectorId, contentOf(message), signal);
  }, services.log);
  try {
    message.respond(packed);
  } catch (error) {
    services.log.warn({ err: error, subject: message.subject }, "a question could not be answered");
  }
}

const assignmentQuestion = z.strictObject({ revision: z.string().nullable() });
const nextTaskQuestion = z.strictObject({ waitSeconds: z.number().min(0).max(15) });
const reportQuestion = z.strictObject({ id: z.string().max(100), report: taskReportSchema });

const answers: Readonly<Record<Question, Answer>> = {
  async assignment({ book, records }, collectorId, asked) {
    const { revision } = demandForm(assignmentQuestion, asked);
    const assigned = await assignmentOf(collectorId, book, await records.collectors.stoppedSites());
    return assigned.revision === revision ? null : assigned;
  },
  async status(services, collectorId, asked) {
    const said = demandForm(collectorStatusSchema, asked);
    if (said.collectorId !== collectorId) throw new Problem("wrong-collector", "The status is another collector's.");
    await noteStatus(services, said);
  },
  async "next-task"({ tasks }, collectorId, asked, signal) {
    const { waitSeconds } = demandForm(nextTaskQuestion, asked);
    const task = await tasks.next(collectorId, waitSeconds * second, signal);
    return task && orderOf(task);
  },
  "report-task": (services, collectorId, asked) => {
    const { id, report } = demandForm(reportQuestion, asked);
    return reportTask(services, collectorId, id, report);
  },
};

function contentOf({ data }: Msg): unknown {
  try {
    return unpack(data);
  } catch (cause) {
    throw new Problem("invalid", "The message is no compressed JSON.", { cause });
  }
}

function demandForm<T extends z.ZodType>(schema: T, asked: unknown): z.output<T> {
  const parsed = schema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Problem(
    "invalid",
    `The question is not of the expected form: ${issue?.path.map(String).join(".")} ${issue?.message}`,
  );
}
