/** Reasons given by the modbus checks. */
export const modbusMessages = {};
