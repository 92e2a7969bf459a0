/** Exception codes (Modbus 1.1b3, section 7). */
export const exceptions = {
  illegalFunction: 0x01,
  illegalDataAddress: 0x02,
  illegalDataValue: 0x03,
  deviceFailure: 0x04,
  deviceBusy: 0x06,
  gatewayPathUnavailable: 0x0a,
  gatewayTargetSilent: 0x0b,
} as const;
export type ExceptionCode = (typeof exceptions)[keyof typeof exceptions];

/** Thrown by whoever carries out a request; the unit answers with the code. */
export class ModbusException extends Error {
  readonly code: ExceptionCode;

  constructor(code: ExceptionCode) {
    super(`Modbus exception ${code}`);
    this.name = "ModbusException";
    this.code = code;
  }
}

/** The answer that carries an exception: the function with its highest bit set, then the code. */
export function exceptionPdu(functionCode: number, code: ExceptionCode): Buffer {
  return Buffer.from([functionCode | 0x80, code]);
}
