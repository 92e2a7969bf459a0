"""A Modbus/TCP server by an independent hand, configured by one JSON argument; prints "ready" once it listens."""

import asyncio
import json
import sys

from pymodbus import ModbusDeviceIdentification
from pymodbus.server import ModbusTcpServer
from pymodbus.simulator import DataType, SimData, SimDevice


async def main(config: dict) -> None:
    names = config.get("identity")
    identity = ModbusDeviceIdentification(info_name=names) if names else None
    registers = [SimData(0, count=100, values=7, datatype=DataType.REGISTERS)]
    devices = [SimDevice(unit, simdata=registers, identity=identity) for unit in config["units"]]
    server = ModbusTcpServer(devices, identity=identity, address=("127.0.0.1", config["port"]))
    await server.serve_forever(background=True)
    print("ready", flush=True)
    await asyncio.Event().wait()


asyncio.run(main(json.loads(sys.argv[1])))
