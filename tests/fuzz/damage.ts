import type { Dice } from "./dice.ts";
import { readField, type WireFormat, withField } from "./wire-format.ts";

/** A part of an answer that goes out by itself. */
export interface Segment {
  readonly bytes: Buffer;
  /** Pause before it, milliseconds. */
  readonly afterMs: number;
}

/** What becomes of one answer on its way. */
export interface Delivery {
  /** What was done to it, in words; undefined where nothing was. */
  readonly damage?: string;
  /** The bytes themselves are others than the device sent. */
  readonly altered?: true;
  readonly segments: readonly Segment[];
  /** What follows the next answer. */
  readonly behindNext?: Buffer;
  /** The whole goes out after this time, and the answers behind it may overtake it, milliseconds. */
  readonly lateMs?: number;
  readonly end: "open" | "closes" | "resets";
  /** The connection ends where the client then stays silent for this long, milliseconds. */
  readonly closesInSilenceAfterMs?: number;
}

/** An answer, and what came before it on the same connection. */
export interface Answer {
  readonly bytes: Buffer;
  readonly previous: Buffer | undefined;
}

export interface DamageOptions {
  readonly format: WireFormat;
  /** How long the client waits for an answer, milliseconds: some answers come later than that. */
  readonly patienceMs: number;
}

/** How long a silent client is waited for where its connection is to end, milliseconds. */
const silenceMs = 40;
/** Share of the damaged answers after which a client that waits for more waits in vain until its own time is up. */
const stallShare = 0.06;

export function intact(bytes: Buffer): Delivery {
  return { segments: whole(bytes), end: "open" };
}

/** Damages an answer in one of all ways. */
export function damage(answer: Answer, dice: Dice, options: DamageOptions): Delivery {
  const delivery = dice.falls(0.6) ? damagedContent(answer, dice, options) : damagedTransport(answer, dice, options);
  return dice.falls(stallShare) ? delivery : { ...delivery, closesInSilenceAfterMs: silenceMs };
}

type Alter = (bytes: Buffer, dice: Dice, format: WireFormat) => Buffer;

/** Changes of the bytes of one answer. */
export const alterations = {
  "flipped bits": (bytes, dice) => {
    const copy = Buffer.from(bytes);
    for (let flips = dice.between(1, 8); flips > 0; flips--) {
      const at = dice.between(0, copy.length - 1);
      copy.writeUInt8(copy.readUInt8(at) ^ (1 << dice.between(0, 7)), at);
    }
    return copy;
  },
  "wrong length": (bytes, dice, format) => {
    const length = readField(format, bytes, format.length);
    const wrong = [
      length + 1,
      length - 1,
      length + dice.between(2, 400),
      0,
      1,
      7,
      0x7fff,
      0xffff,
      0x7fff_ffff,
      0xffff_ffff,
    ] as const;
    return withField(format, bytes, format.length, dice.pick(wrong));
  },
  "wrong id": (bytes, dice, format) => {
    const field = dice.pick(format.ids);
    if (field.offset + field.bytes > bytes.length) return withField(format, bytes, format.length, 0);
    const id = readField(format, bytes, field);
    return withField(
      format,
      bytes,
      field,
      dice.pick([id + 1, id - 1, id ^ 0x80, 0, 0xffff_ffff, dice.between(0, 0xffff)] as const),
    );
  },
  "wrong count": (bytes, dice, format) => {
    const offset = dice.between(Math.min(format.headerLength, bytes.length - 1), Math.max(bytes.length - format.countBytes, 0));
    const wrong = [0, 1, 0x7f, 0xff, 0x100, 0xffff, 0x10_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff] as const;
    return withField(format, bytes, { offset, bytes: format.countBytes }, dice.pick(wrong));
  },
  overwritten: (bytes, dice) => {
    const copy = Buffer.from(bytes);
    const from = dice.between(0, copy.length - 1);
    const to = Math.min(from + dice.between(1, 64), copy.length);
    dice.pick([Buffer.alloc(to - from), Buffer.alloc(to - from, 0xff), dice.bytes(to - from)] as const).copy(copy, from);
    return copy;
  },
  "inserted garbage": (bytes, dice) => {
    const at = dice.between(0, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), dice.bytes(dice.between(1, 64)), bytes.subarray(at)]);
  },
  "cut out": (bytes, dice) => {
    const from = dice.between(0, bytes.length - 1);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + dice.between(1, 16))]);
  },
  "cut short": (bytes, dice) => bytes.subarray(0, dice.between(0, bytes.length - 1)),
} as const satisfies Record<string, Alter>;

type Transport = (answer: Answer, dice: Dice, patienceMs: number) => Omit<Delivery, "damage">;

/** What happens to answers whose bytes stay as they are. */
export const transports = {
  split: ({ bytes }, dice) => ({ segments: split(bytes, dice), end: "open" }),
  dripped: ({ bytes }, dice, patienceMs) => ({
    segments: [...bytes.subarray(0, 24)].map((byte) => ({
      bytes: Buffer.of(byte),
      afterMs: dice.between(1, Math.ceil(patienceMs / 8)),
    })),
    end: "closes",
  }),
  doubled: ({ bytes }, dice) => ({
    segments: dice.falls(0.5) ? whole(Buffer.concat([bytes, bytes])) : [...whole(bytes), ...whole(bytes)],
    end: "open",
  }),
  "joined with the one before": ({ bytes, previous = bytes }) => ({
    segments: whole(Buffer.concat([previous, bytes])),
    end: "open",
  }),
  "the one before in its place": ({ bytes, previous = bytes }) => ({ segments: whole(previous), end: "open" }),
  "out of order": ({ bytes }) => ({ segments: [], behindNext: bytes, end: "open" }),
  late: ({ bytes }, dice, patienceMs) => ({
    segments: whole(bytes),
    lateMs: dice.between(1, Math.ceil(patienceMs * 1.5)),
    end: "open",
  }),
  withheld: () => ({ segments: [], end: "open" }),
  "closed within": ({ bytes }, dice) => ({
    segments: whole(bytes.subarray(0, dice.between(0, bytes.length - 1))),
    end: dice.pick(["closes", "resets"] as const),
  }),
  "closed behind": ({ bytes }, dice) => ({ segments: whole(bytes), end: dice.pick(["closes", "resets"] as const) }),
} as const satisfies Record<string, Transport>;

const alterationNames = namesOf(alterations);
const transportNames = namesOf(transports);

function damagedContent(answer: Answer, dice: Dice, { format }: DamageOptions): Delivery {
  const names = Array.from({ length: dice.falls(0.8) ? 1 : 2 }, () => dice.pick(alterationNames));
  const altered = names.reduce((bytes, name) => alter(name, bytes, dice, format), answer.bytes);
  const inParts = dice.falls(0.2);
  return {
    damage: [...names, ...(inParts ? ["split"] : [])].join(", "),
    altered: true,
    segments: inParts ? split(altered, dice) : whole(altered),
    end: "open",
  };
}

function alter(name: keyof typeof alterations, bytes: Buffer, dice: Dice, format: WireFormat): Buffer {
  return bytes.length < format.headerLength ? bytes : alterations[name](bytes, dice, format);
}

function damagedTransport(answer: Answer, dice: Dice, { patienceMs }: DamageOptions): Delivery {
  const name = dice.pick(transportNames);
  return { damage: name, ...transports[name](answer, dice, patienceMs) };
}

function whole(bytes: Buffer): readonly Segment[] {
  return [{ bytes, afterMs: 0 }];
}

/** At most this many parts, so that a long answer does not take for ever. */
const mostParts = 24;

function split(bytes: Buffer, dice: Dice): readonly Segment[] {
  const segments: Segment[] = [];
  for (let from = 0; from < bytes.length; ) {
    const to = segments.length + 1 === mostParts ? bytes.length : from + dice.between(1, dice.pick([1, 3, 9, 200] as const));
    segments.push({ bytes: bytes.subarray(from, to), afterMs: dice.falls(0.9) ? 0 : dice.between(1, 4) });
    from = to;
  }
  return segments;
}

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): readonly [Name, ...Name[]] {
  const [first, ...others] = Object.keys(table) as Name[];
  if (first === undefined) throw new Error("an empty table");
  return [first, ...others];
}
