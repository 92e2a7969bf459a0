import { exceptions, ModbusException } from "../exception.ts";
import type { UnitIdentity } from "../unit.ts";
import type { Handler } from "./handler.ts";
import { requireLength, uint8 } from "./request.ts";

/** Read Device ID codes: three streams up to an object id, and one object alone (Modbus 1.1b3, 6.21). */
const lastObject: Readonly<Record<number, number>> = { 1: 0x02, 2: 0x7f, 3: 0xff };
const individual = 4;
/** A protocol data unit is at most 253 bytes, 7 of them before the objects. */
const roomForObjects = 253 - 7;

/** FC 43, MEI type 14. A list too long for one answer says "more follows" and where to go on. */
export const readDeviceIdentification: Handler = (request, { identity }) => {
  requireLength(request, 4);
  const code = uint8(request, 2);
  const first = uint8(request, 3);
  if (code === individual) return answer(request, identity, [objectAt(identity, first)], undefined);
  const last = lastObject[code];
  if (last === undefined) throw new ModbusException(exceptions.illegalDataValue);
  const from = identity.objects.has(first) && first <= last ? first : 0;
  const objects = [...identity.objects.keys()].filter((id) => id >= from && id <= last).map((id) => objectAt(identity, id));
  const fitting = objects.slice(0, countOfFitting(objects));
  return answer(request, identity, fitting, objects[fitting.length]?.id);
};

interface EncodedObject {
  readonly id: number;
  readonly bytes: Buffer;
}

function objectAt(identity: UnitIdentity, id: number): EncodedObject {
  const text = identity.objects.get(id);
  if (text === undefined) throw new ModbusException(exceptions.illegalDataAddress);
  const bytes = Buffer.from(text, "utf8").subarray(0, roomForObjects - 2);
  const padding = Buffer.alloc(Math.max(0, identity.padTo - bytes.length));
  return { id, bytes: Buffer.concat([bytes, padding]) };
}

function countOfFitting(objects: readonly EncodedObject[]): number {
  let room = roomForObjects;
  const tooMany = objects.findIndex(({ bytes }) => {
    room -= 2 + bytes.length;
    return room < 0;
  });
  return tooMany < 0 ? objects.length : tooMany;
}

function answer(request: Buffer, identity: UnitIdentity, objects: readonly EncodedObject[], next: number | undefined): Buffer {
  const head = [...request.subarray(0, 3), conformity(identity), next === undefined ? 0x00 : 0xff, next ?? 0, objects.length];
  return Buffer.concat([Buffer.from(head), ...objects.flatMap(({ id, bytes }) => [Buffer.from([id, bytes.length]), bytes])]);
}

/** Basic, regular or extended, with the highest bit because objects can also be asked for one by one. */
function conformity({ objects }: UnitIdentity): number {
  const highest = Math.max(...objects.keys());
  return 0x80 | (highest >= 0x80 ? 3 : highest >= 0x03 ? 2 : 1);
}
