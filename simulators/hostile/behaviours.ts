import type { Socket } from "node:net";
import type { Endpoint } from "../../model/protocols/index.ts";

/** What a peer does with the bytes that came in. */
type Behaviour = (socket: Socket, request: Buffer) => void;
type ByProtocol = Readonly<Record<Endpoint["protocol"], Behaviour>>;

/** The start of an answer that a client takes for its own: OPC UA's Acknowledge (OPC 10000-6, 7.1.2), Modbus' header. */
const acknowledgeHead = (size: number): Buffer => {
  const head = Buffer.alloc(8);
  head.write("ACKF", "latin1");
  head.writeUInt32LE(size, 4);
  return head;
};
const modbusHead = (request: Buffer, length: number, transactionShift = 0): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt16BE((transactionOf(request) + transactionShift) & 0xffff, 0);
  head.writeUInt16BE(length, 4);
  request.copy(head, 6, 6, 8);
  return head;
};
const transactionOf = (request: Buffer): number => (request.length >= 2 ? request.readUInt16BE(0) : 0);

const drip = (bytes: Buffer) => (socket: Socket) => {
  let sent = 0;
  const timer = setInterval(() => socket.write(bytes.subarray(sent % bytes.length, (sent++ % bytes.length) + 1)), 1000);
  socket.once("close", () => clearInterval(timer));
};
const garbage: Behaviour = (socket) => socket.write(Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n", "latin1"));

/** Writes for as long as the other side reads. */
const flood: Behaviour = (socket) => {
  const block = Buffer.alloc(65_536, 0x41);
  const write = (): void => {
    while (socket.writable && socket.write(block));
    if (socket.writable) socket.once("drain", write);
  };
  write();
};

/** Every behaviour by its name, which is the name of the profile. */
export const behaviours: Readonly<Record<string, ByProtocol>> = {
  /** Takes everything and says nothing. */
  silent: { opcua: () => undefined, modbus: () => undefined },
  /** Answers one byte a second, so that no read ever times out on silence. */
  drip: { opcua: drip(acknowledgeHead(28)), modbus: (socket, request) => drip(modbusHead(request, 250))(socket) },
  /** Promises more than it will ever send. */
  overlong: {
    opcua: (socket) => socket.write(acknowledgeHead(0x7fffffff)),
    modbus: (socket, request) => socket.write(modbusHead(request, 0xffff)),
  },
  /** Hangs up in the middle of an answer. */
  closes: {
    opcua: (socket) => socket.end(acknowledgeHead(28)),
    modbus: (socket, request) => socket.end(modbusHead(request, 9)),
  },
  /** Answers what nobody asked: another transaction's registers, or another message's acknowledgement. */
  "other-transaction": {
    opcua: (socket) =>
      socket.write(Buffer.concat([Buffer.from("MSGF", "latin1"), acknowledgeHead(28).subarray(4), Buffer.alloc(20)])),
    modbus: (socket, request) => socket.write(Buffer.concat([modbusHead(request, 5, 1), Buffer.from([2, 0x12, 0x34])])),
  },
  /** Speaks another protocol. */
  garbage: { opcua: garbage, modbus: garbage },
  flood: { opcua: flood, modbus: flood },
};
