"""A Modbus/TCP server by an independent hand, configured by one JSON argument.

Prints "ready" and its port once it listens, and ends with its standard input.
"""

import asyncio
import json
import socket
import ssl
import sys
import threading

from pymodbus import ModbusDeviceIdentification
from pymodbus.server import ModbusTcpServer, ModbusTlsServer
from pymodbus.simulator import DataType, SimData, SimDevice


def secured(wish: dict) -> ssl.SSLContext:
    """TLS as wished: `clients` names the certificates that clients must have, `oldest` the oldest version that is spoken."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = getattr(ssl.TLSVersion, wish.get("oldest", "TLSv1_2"))
    if "oldest" in wish:
        context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(wish["certificate"], wish["key"])
    if "clients" in wish:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(wish["clients"])
    return context


def pass_on(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(4096):
            target.sendall(data)
    except OSError:
        pass
    finally:
        target.close()


def terminate_tls(context: ssl.SSLContext, listener: socket.socket, behind: int) -> None:
    """Stands in front of a plain server, as a box of its own would; unlike the library's own TLS it says why it refuses."""

    def serve(client: socket.socket) -> None:
        try:
            outside = context.wrap_socket(client, server_side=True)
        except OSError:
            client.close()
            return
        inside = socket.create_connection(("127.0.0.1", behind))
        threading.Thread(target=pass_on, args=(inside, outside), daemon=True).start()
        pass_on(outside, inside)

    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()


def answer_absent(units: list[int], manner: str):
    """How absent units are answered where the library's own manner, exception 4 or even an echo, is not wished."""

    def packet(sending: bool, data: bytes) -> bytes:
        if not sending or data[6] in units:
            return data
        gateway_target_silent = data[:4] + bytes([0, 3, data[6], data[7] | 0x80, 0x0B])
        return gateway_target_silent if manner == "gateway" else b""

    return packet


async def main(config: dict) -> None:
    names = config.get("identity")
    identity = ModbusDeviceIdentification(info_name=names) if names else None
    registers = [SimData(0, count=100, values=7, datatype=DataType.REGISTERS)]
    devices = [SimDevice(unit, simdata=registers, identity=identity) for unit in config["units"]]
    tls = config.get("tls")
    front = config.get("front", False)
    common = {
        "identity": identity,
        "address": ("127.0.0.1", 0),
        "trace_packet": answer_absent(config["units"], config["absent"]) if "absent" in config else None,
    }
    secures = tls and not front
    server = ModbusTlsServer(devices, sslctx=secured(tls), **common) if secures else ModbusTcpServer(devices, **common)
    await server.serve_forever(background=True)
    port = server.transport.sockets[0].getsockname()[1]
    if front:
        listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=terminate_tls, args=(secured(tls), listener, port), daemon=True).start()
        port = listener.getsockname()[1]
    print("ready", json.dumps({"port": port}), flush=True)
    await asyncio.to_thread(sys.stdin.read)


asyncio.run(main(json.loads(sys.argv[1])))
