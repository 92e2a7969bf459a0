import { afterEach, beforeEach, expect, test } from "vitest";
import { minute, second } from "../../model/instant.ts";
import { sampleTask } from "../testing/discovery.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { endedBy, TaskBoard } from "./task-board.ts";

let centre: TestCentre;
let board: TaskBoard;

beforeEach(async () => {
  centre = await openTestCentre();
  board = new TaskBoard(centre.records.discoveryTasks, centre.clock);
});
afterEach(() => centre.close());

const fresh = (id = "6b0d1c1e-0000-4000-8000-000000000002") => {
  const at = centre.clock.now();
  return sampleTask({ id, askedAt: at, changedAt: at });
};
const never = new AbortController().signal;

test("a task that nobody comes for fails, and so does one of which its collector speaks no more", async () => {
  const [waiting, running] = [fresh(), { ...fresh("6b0d1c1e-0000-4000-8000-000000000003"), collectorId: "collector-2" }];
  await board.post(waiting);
  await board.post(running);
  await board.next("collector-2", 0, never);
  centre.clock.advance(90 * second);
  expect((await board.giveUpLost()).map(({ id, report }) => [id, report?.reason?.code])).toEqual([
    [running.id, "collector-silent"],
  ]);
  centre.clock.advance(minute);
  expect((await board.giveUpLost()).map(({ report }) => report?.reason?.code)).toEqual(["collector-away"]);
  expect(await centre.records.discoveryTasks.open()).toEqual([]);
});

test("a wait ends with the signal, and when the centre stops", async () => {
  const abort = new AbortController();
  const left = board.next("collector-1", minute, abort.signal);
  abort.abort();
  expect(await left).toBeUndefined();
  const waiting = board.next("collector-1", minute, never);
  board.stop();
  expect(await waiting).toBeUndefined();
});

test("a task is left once nobody has looked at it for a while", () => {
  board.look("t");
  expect(board.isLeft("t")).toBe(false);
  centre.clock.advance(9 * second);
  expect(board.isLeft("t")).toBe(true);
  expect(board.isLeft("never looked at here")).toBe(false);
});

test("what has ended stays as it ended", () => {
  const done = sampleTask({ state: "done", report: { state: "done", done: 3, of: 3 } });
  expect(endedBy(done, { state: "failed", code: "collector-away", at: 9 })).toBe(done);
});
