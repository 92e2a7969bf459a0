import { describe, expect, it, vi } from "vitest";
import { QueryCache } from "./query-cache.ts";

/** A source that answers what it is told to, and counts. */
function source(...answers: (string | Error)[]) {
  return vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error || answer === undefined) throw answer;
    return { value: { answer }, text: answer };
  });
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("QueryCache", () => {
  it("reads once for many listeners and tells them the answer", async () => {
    const cache = new QueryCache();
    const load = source("one");
    const [first, second] = [vi.fn(), vi.fn()];
    cache.subscribe("/a", load, first);
    cache.subscribe("/a", load, second);
    expect(cache.entry("/a").loading).toBe(true);
    await settled();
    expect(load).toHaveBeenCalledTimes(1);
    expect([first, second].map((listener) => listener.mock.calls.length)).toEqual([1, 1]);
    expect(cache.entry("/a").value).toEqual({ answer: "one" });
  });

  it("tells nobody of an answer that is the same as before", async () => {
    const cache = new QueryCache();
    const listener = vi.fn();
    cache.subscribe("/a", source("one", "one", "two"), listener);
    await settled();
    const before = cache.entry("/a");
    cache.refresh(() => true);
    await settled();
    expect(cache.entry("/a")).toBe(before);
    expect(listener).toHaveBeenCalledTimes(1);
    cache.refresh(() => true);
    await settled();
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it("keeps the last value beside an error, and forgets the error with the next answer", async () => {
    const cache = new QueryCache();
    const broken = new Error("away");
    cache.subscribe("/a", source("one", broken, "one"), vi.fn());
    await settled();
    cache.refresh(() => true);
    await settled();
    expect(cache.entry("/a")).toEqual({ value: { answer: "one" }, error: broken, loading: false });
    cache.refresh(() => true);
    await settled();
    expect(cache.entry("/a").error).toBeUndefined();
  });

  it("reads again only what matches and is on screen", async () => {
    const cache = new QueryCache();
    const [seen, other, gone] = [source("a"), source("b"), source("c")];
    cache.subscribe("/seen", seen, vi.fn());
    cache.subscribe("/other", other, vi.fn());
    cache.subscribe("/gone", gone, vi.fn())();
    await settled();
    cache.refresh((path) => path !== "/other");
    await settled();
    expect([seen, other, gone].map((load) => load.mock.calls.length)).toEqual([2, 1, 1]);
  });

  it("reads once more where it was asked while a read was under way", async () => {
    const cache = new QueryCache();
    const load = source("one", "two");
    cache.subscribe("/a", load, vi.fn());
    cache.refresh(() => true);
    cache.refresh(() => true);
    await settled();
    expect(load).toHaveBeenCalledTimes(2);
    expect(cache.entry("/a").value).toEqual({ answer: "two" });
  });

  it("shows nothing of one person to the next", async () => {
    const cache = new QueryCache();
    cache.subscribe("/a", source("secret"), vi.fn())();
    await settled();
    cache.clear();
    expect(cache.entry("/a").value).toBeUndefined();
  });
});
