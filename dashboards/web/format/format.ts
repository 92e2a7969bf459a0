import { day, hour, type Instant, minute, second } from "../../../model/instant.ts";
import type { Language } from "../../../model/language.ts";
import { displayPercent } from "../../../model/score.ts";
import type { Translate } from "../words/messages.ts";

/** Numbers and times as the reader writes them. */
export interface Format {
  /** Points of a score: one decimal, half up; a dash where nothing is known. */
  readonly points: (value: number | null) => string;
  /** A difference of points with its sign. */
  readonly signed: (value: number) => string;
  /** A contribution, precise enough to be added up by hand. */
  readonly precise: (value: number) => string;
  /** A percentage with one decimal; a dash where nothing is known. */
  readonly percent: (value: number | null) => string;
  readonly number: (value: number, decimals?: number) => string;
  readonly bytes: (value: number) => string;
  /** A span in its largest unit, such as "3 分钟". */
  readonly span: (milliseconds: number) => string;
  /** "3 分钟前", or "3 天后" for what lies ahead. */
  readonly age: (at: Instant, now: Instant) => string;
  /** Local time: `11-24 19:42:07`, with the year where it is not this one. */
  readonly time: (at: Instant, now: Instant) => string;
  readonly date: (at: Instant) => string;
}

const dash = "–";

export function formatter(language: Language, t: Translate): Format {
  const span = (milliseconds: number) => spanIn(t, milliseconds);
  return {
    points: (value) => (value === null ? dash : displayPercent(value)),
    signed: withSign,
    precise: (value) => value.toFixed(3).replace("-", "−"),
    percent: (value) => (value === null ? dash : `${displayPercent(value)}%`),
    number: (value, decimals = 0) => new Intl.NumberFormat(language, { maximumFractionDigits: decimals }).format(value),
    bytes: (value) => bytesIn(language, value),
    span,
    age: (at, now) => ageIn(t, now - at),
    time: (at, now) => localTime(at, now),
    date: (at) => localDate(at),
  };
}

/** A figure as it is shown, for reckoning with what a reader sees. */
export function asShown(value: number): number {
  return Number(displayPercent(value));
}

function withSign(value: number): string {
  const shown = displayPercent(Math.abs(value));
  if (Number(shown) === 0) return shown;
  return value < 0 ? `−${shown}` : `+${shown}`;
}

function spanIn(t: Translate, milliseconds: number): string {
  if (milliseconds < minute) return t("time.seconds", { n: Math.max(0, Math.floor(milliseconds / second)) });
  if (milliseconds < hour) return t("time.minutes", { n: Math.floor(milliseconds / minute) });
  if (milliseconds < 2 * day) return t("time.hours", { n: Math.floor(milliseconds / hour) });
  return t("time.days", { n: Math.floor(milliseconds / day) });
}

function ageIn(t: Translate, milliseconds: number): string {
  if (Math.abs(milliseconds) < second) return t("time.now");
  return milliseconds > 0 ? t("time.ago", { age: spanIn(t, milliseconds) }) : t("time.ahead", { age: spanIn(t, -milliseconds) });
}

const two = (value: number) => String(value).padStart(2, "0");

function localDate(at: Instant): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function localTime(at: Instant, now: Instant): string {
  const date = new Date(at);
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const thisYear = date.getFullYear() === new Date(now).getFullYear();
  return `${thisYear ? localDate(at).slice(5) : localDate(at)} ${clock}`;
}

const byteUnits = ["B", "KiB", "MiB", "GiB"] as const;

function bytesIn(language: Language, value: number): string {
  const step = value < 1 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log2(value) / 10));
  const amount = new Intl.NumberFormat(language, { maximumFractionDigits: step === 0 ? 0 : 1 }).format(value / 1024 ** step);
  return `${amount} ${byteUnits[step] ?? "B"}`;
}
