import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

const never = new AbortController().signal;

test("so many go at once, and the rest in the order in which they came", async () => {
  const turns = new Turns(2);
  const order: number[] = [];
  const ends = [await turns.take(never), await turns.take(never)];
  const third = turns.take(never).then((end) => {
    order.push(3);
    return end;
  });
  const fourth = turns.take(never).then((end) => {
    order.push(4);
    return end;
  });
  await new Promise(setImmediate);
  expect(order).toEqual([]);
  ends[0]?.();
  // A turn ends once, however often it is said.
  ends[0]?.();
  await new Promise(setImmediate);
  expect(order).toEqual([3]);
  (await third)();
  await fourth;
  expect(order).toEqual([3, 4]);
});

test("who gives up while waiting takes nobody's turn", async () => {
  const turns = new Turns(1);
  const end = await turns.take(never);
  const controller = new AbortController();
  const given = turns.take(controller.signal);
  const next = turns.take(never);
  controller.abort(new Error("given up"));
  await expect(given).rejects.toThrow("given up");
  end();
  expect(await next).toBeTypeOf("function");
});
