/** Colours of both themes. Text colours hold 4.5:1 on every ground they are used on; severities follow Okabe and Ito. */
export interface Palette {
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  readonly ground: string;
  readonly surface: string;
  readonly sunken: string;
  readonly hover: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly brand: string;
  readonly brandGround: string;
  readonly side: string;
  readonly sideInk: string;
  readonly sideInkSoft: string;
  readonly sideActive: string;
  /** Solid part of a score. */
  readonly bar: string;
  /** Stripes of what is unknown, and the track below them. */
  readonly hatch: string;
  readonly track: string;
  readonly cap: string;
  readonly coverage: string;
  readonly critical: string;
  readonly high: string;
  readonly medium: string;
  readonly low: string;
  readonly pass: string;
  readonly danger: string;
  readonly warnGround: string;
  readonly warnLine: string;
  readonly warnInk: string;
  readonly markGround: string;
}

export const light: Palette = {
  ink: "#17212b",
  inkSoft: "#435160",
  inkFaint: "#566473",
  ground: "#f1f4f7",
  surface: "#ffffff",
  sunken: "#f6f8fa",
  hover: "#eef3f8",
  line: "#e1e7ed",
  lineStrong: "#c3ced9",
  brand: "#17599a",
  brandGround: "#e6f0fa",
  side: "#10243a",
  sideInk: "#ffffff",
  sideInkSoft: "#b4c5d6",
  sideActive: "#1f4a74",
  bar: "#2a628f",
  hatch: "#8ea0b2",
  track: "#e4eaf0",
  cap: "#c04f00",
  coverage: "#566473",
  critical: "#d55e00",
  high: "#e69f00",
  medium: "#0072b2",
  low: "#999999",
  pass: "#009e73",
  danger: "#b3261e",
  warnGround: "#fff4e5",
  warnLine: "#f0b35c",
  warnInk: "#6b3a00",
  markGround: "#fff0c2",
};

export const dark: Palette = {
  ink: "#e6ecf2",
  inkSoft: "#b3bfcb",
  inkFaint: "#98a6b4",
  ground: "#0d1319",
  surface: "#151d26",
  sunken: "#111820",
  hover: "#1d2833",
  line: "#26323e",
  lineStrong: "#3a4957",
  brand: "#6fb1f0",
  brandGround: "#17304a",
  side: "#0a1119",
  sideInk: "#ffffff",
  sideInkSoft: "#a5b4c3",
  sideActive: "#1b3a5a",
  bar: "#5f9fd6",
  hatch: "#6b7c8d",
  track: "#26313c",
  cap: "#ff9146",
  coverage: "#98a6b4",
  critical: "#ee7622",
  high: "#e69f00",
  medium: "#4aa3dc",
  low: "#999999",
  pass: "#1fb98c",
  danger: "#ff8f86",
  warnGround: "#33240e",
  warnLine: "#7d581a",
  warnInk: "#ffd391",
  markGround: "#3b2f07",
};
