import { z } from "zod";
import { durationSchema } from "../../instant.ts";
import { endpointBase, idSchema } from "../endpoint-base.ts";

export const registerTableSchema = z.enum(["coil", "discrete-input", "holding-register", "input-register"]);
export type RegisterTable = z.infer<typeof registerTableSchema>;
const addressSchema = z.int().min(0).max(65_535);

/** A process value: where it lies and how its registers are read. Addresses count from 0, as on the wire. */
export const modbusSignalFields = z.strictObject({
  id: z.string().min(1),
  table: registerTableSchema,
  address: addressSchema,
  type: z
    .enum(["bool", "uint16", "int16", "uint32", "int32", "float32", "uint64", "int64", "float64", "string"])
    .default("uint16"),
  /** Order of the 16-bit words of a longer value. */
  wordOrder: z.enum(["big", "little"]).default("big"),
  /** Order of the two bytes of each register; the specification has the high one first. */
  byteOrder: z.enum(["big", "little"]).default("big"),
  /** Which bit of a register a `bool` is, 0 the lowest; absent: on where any bit is. */
  bit: z.int().min(0).max(15).optional(),
  /** Which bits belong to a `uint16` or `uint32`, such as 0x0F00; they are shifted down to the lowest of them. */
  mask: z.int().min(1).max(0xffff_ffff).optional(),
  /** How many registers a `string` takes, two characters each. */
  registers: z.int().min(1).max(125).optional(),
  scale: z.number().default(1),
  offset: z.number().default(0),
  unit: z.string().optional(),
});

export const modbusSignalSchema = modbusSignalFields.superRefine(({ table, type, bit, mask, registers }, context) => {
  const report = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  const inRegisters = table === "holding-register" || table === "input-register";
  if (bit !== undefined && !(type === "bool" && inRegisters)) report("bit", "expected only with type bool in a register");
  if (mask !== undefined && !((type === "uint16" || type === "uint32") && inRegisters)) {
    report("mask", "expected only with type uint16 or uint32 in registers");
  }
  if (mask !== undefined && mask > 0xffff && type === "uint16") report("mask", "expected at most 0xFFFF for uint16");
  if (type === "string" && !inRegisters) report("type", "a string lies in registers");
  if ((type === "string") !== (registers !== undefined)) {
    report("registers", type === "string" ? "a string needs its number of registers" : "expected only with type string");
  }
});
export type ModbusSignal = z.output<typeof modbusSignalSchema>;

/** Functions that a profile can forbid, since devices exist that reset on one they do not know. */
const optionalFunctionSchema = z.enum(["8", "11", "12", "17", "43/14"]);
export type OptionalFunction = z.infer<typeof optionalFunctionSchema>;

/** Quirks of a device; the default is none. */
const modbusQuirksSchema = z
  .strictObject({
    pauseAfterConnect: durationSchema.default(0),
    maxRegistersPerRead: z.int().min(1).max(125).default(125),
    /** Whether registers that nobody declared may be read to join two reads. */
    fillGaps: z.boolean().default(true),
    /** Functions that must never be tried on this device, since some reset on an unknown one. */
    forbiddenFunctions: z.array(optionalFunctionSchema).default([]),
    /** How long one answer may take; behind a gateway longer than the gateway's own wait on the serial line. */
    answerTimeout: durationSchema.default(2000),
  })
  .prefault({});

/** Where the run indicator stands in the data of FC 17 (Modbus 1.1b3, 6.13), which only the maker's manual tells. */
const runIndicatorSchema = z.strictObject({
  /** Position in the data after the byte count, from 0. */
  byte: z.int().min(0).max(249),
  /** What the plant says the device does. */
  expected: z.enum(["running", "stopped"]).default("running"),
});

/** One Modbus unit: `modbus://host:port/unit`, or `modbus+tls://…` on the secure port. Units behind one gateway share host and port. */
export const modbusEndpointSchema = z.strictObject({
  ...endpointBase,
  protocol: z.literal("modbus"),
  url: z
    .string()
    .regex(
      /^modbus(\+tls)?:\/\/[^/]+\/(25[0-5]|2[0-4]\d|[01]?\d?\d)$/,
      "expected modbus://host:port/unit or modbus+tls://host:port/unit, unit 0 to 255",
    ),
  /** A serial-line device behind a declared gateway: FC 8, 11 and 12 may be asked. */
  behindGateway: z.boolean().default(false),
  /** Addresses that the plant permits as clients; absent: none declared. */
  permittedClients: z.array(z.string()).optional(),
  /** The register read by `modbus.health`. */
  healthRegister: z.strictObject({ table: registerTableSchema, address: addressSchema }).optional(),
  /** Configuration registers whose change is drift. */
  baselineRegisters: z
    .array(
      z.strictObject({
        id: idSchema,
        table: registerTableSchema,
        address: addressSchema,
        count: z.int().min(1).max(125).default(1),
        security: z.boolean().default(false),
      }),
    )
    .default([]),
  runIndicator: runIndicatorSchema.optional(),
  signals: z.array(modbusSignalSchema).default([]),
  quirks: modbusQuirksSchema,
});
export type ModbusEndpoint = z.output<typeof modbusEndpointSchema>;
export type BaselineRegister = ModbusEndpoint["baselineRegisters"][number];
