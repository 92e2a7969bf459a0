/** A maintenance window as inventory files have it; absent days are all days. */
export interface MaintenanceWindow {
  readonly days?: readonly number[] | undefined;
  readonly from: string;
  readonly to: string;
}

const line = /^(?:([1-7](?:[,，-][1-7])*)\s+)?(\d{1,2}:\d\d)\s*[-–—~]\s*(\d{1,2}:\d\d)$/;

/** Windows as lines that people type: `22:00-24:00`, or with days of the week `6,7 00:00-24:00`, `1-5 02:00-04:00`. */
export function windowLines(windows: readonly MaintenanceWindow[]): string {
  return windows.map(({ days, from, to }) => `${days === undefined ? "" : `${days.join(",")} `}${from}-${to}`).join("\n");
}

/** The windows that lines mean, or the first line that means none. */
export function parseWindows(text: string): { readonly windows: readonly MaintenanceWindow[] } | { readonly wrong: string } {
  const windows: MaintenanceWindow[] = [];
  for (const typed of text
    .split("\n")
    .map((one) => one.trim())
    .filter((one) => one !== "")) {
    const [whole, days, from = "", to = ""] = line.exec(typed) ?? [];
    if (whole === undefined) return { wrong: typed };
    const times = { from: from.padStart(5, "0"), to: to.padStart(5, "0") };
    windows.push(days === undefined ? times : { days: daysIn(days), ...times });
  }
  return { windows };
}

/** `1-3,6` is Monday to Wednesday, and Saturday. */
function daysIn(text: string): readonly number[] {
  const days = text.split(/[,，]/).flatMap((piece) => {
    const [first = 1, last = first] = piece.split("-").map(Number);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  });
  return [...new Set(days)].sort();
}
