import { expect, it } from "vitest";
import { parseWindows, windowLines } from "./window-lines.ts";

it.each([
  ["22:00-24:00", [{ from: "22:00", to: "24:00" }]],
  [
    "6,7 00:00-24:00\n\n 2:30 - 4:00 ",
    [
      { days: [6, 7], from: "00:00", to: "24:00" },
      { from: "02:30", to: "04:00" },
    ],
  ],
  ["1-3,6 02:00-04:00", [{ days: [1, 2, 3, 6], from: "02:00", to: "04:00" }]],
  ["", []],
])("reads %j", (text, windows) => {
  expect(parseWindows(text)).toEqual({ windows });
  expect(parseWindows(windowLines(windows))).toEqual({ windows });
});

it.each(["at night", "22:00", "8 22:00-24:00"])("does not take %j", (text) => {
  expect(parseWindows(`22:00-24:00\n${text}`)).toEqual({ wrong: text });
});
