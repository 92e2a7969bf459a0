import { describe, expect, test } from "vitest";
import { growth, markOf } from "./rejections.ts";

const startTime = "2026-11-01T06:00:00.000Z";
const mark = (sessions: number, requests: number, start = startTime) =>
  markOf({ rejected_sessions: sessions, rejected_requests: requests }, start);

describe("growth of the rejected counters", () => {
  test("is what others caused, per interval", () => {
    expect(growth(mark(3, 10), mark(9, 30), 2, 300_000)).toEqual({ sessions: 4, requests: 16, perSeconds: 300 });
  });

  test("is never negative for our own traffic", () => {
    expect(growth(mark(3, 10), mark(4, 11), 5, 300_000)).toEqual({ sessions: 0, requests: 0, perSeconds: 300 });
  });

  test("is unknown across a restart, before a second reading and without counters", () => {
    expect(growth(mark(3, 10), mark(0, 0, "2026-11-02T06:00:00.000Z"), 0, 300_000)).toBeUndefined();
    expect(growth(mark(3, 10), mark(1, 10), 0, 300_000)).toBeUndefined();
    expect(growth(undefined, mark(3, 10), 0, 300_000)).toBeUndefined();
    expect(markOf({}, startTime)).toBeUndefined();
    expect(markOf({ rejected_sessions: 1, rejected_requests: 1 }, undefined)).toBeUndefined();
  });
});
