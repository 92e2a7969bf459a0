"""OPC UA servers by an independent hand, configured by one JSON argument: a list of servers, each in a process of its own.

Prints "ready" and the port of each by its name once all listen, and ends with its standard input.
"""

import asyncio
import json
import logging
import os
import sys
from pathlib import Path

from asyncua import Server, ua
from asyncua.common.utils import ServiceError
from asyncua.crypto.cert_gen import setup_self_signed_certificate
from asyncua.crypto.truststore import TrustStore
from asyncua.crypto.validator import CertificateValidator, CertificateValidatorOptions
from asyncua.server import binary_server_asyncio
from asyncua.server.address_space import AddressSpace, NodeManagementService
from asyncua.server.internal_server import InternalServer
from asyncua.server.internal_session import InternalSession
from asyncua.server.standard_address_space import standard_address_space
from asyncua.server.uaprocessor import UaProcessor
from asyncua.server.user_managers import User, UserRole
from asyncua.ua.ua_binary import struct_from_binary
from cryptography.x509.oid import ExtendedKeyUsageOID

TRUSTED_CLIENTS = CertificateValidatorOptions.TRUSTED_VALIDATION | CertificateValidatorOptions.PEER_CLIENT
BROWSE_NEXT = ua.NodeId(ua.ObjectIds.BrowseNextRequest_Encoding_DefaultBinary)
LIMITS = ua.ObjectIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerRead, (
    ua.ObjectIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerBrowse
)


class NamedUsers:
    """Lets in the one user it knows, and anonymous ones only where they may come."""

    def __init__(self, anonymous: bool) -> None:
        self.anonymous = anonymous

    def get_user(self, iserver, username=None, password=None, certificate=None):
        if username is None:
            return User(role=UserRole.User) if self.anonymous else None
        return User(role=UserRole.User, name=username) if (username, password) == ("operator", "correct horse") else None


class LimitedSession(InternalSession):
    """Refuses requests above its limits, and hands out references in parts."""

    def limited(self, limits: dict) -> "LimitedSession":
        self.limits = limits
        self.open: dict[bytes, list[ua.ReferenceDescription]] = {}
        return self

    async def read(self, params):
        self.refuse_more_than(self.limits["read"], params.NodesToRead)
        return await super().read(params)

    async def browse(self, params):
        self.refuse_more_than(self.limits["browse"], params.NodesToBrowse)
        return [self.in_parts(result, result.References) for result in await super().browse(params)]

    async def browse_next(self, parameters):
        rests = [self.open.pop(point, None) for point in parameters.ContinuationPoints]
        if parameters.ReleaseContinuationPoints:
            return [ua.BrowseResult() for _ in rests]
        invalid = ua.StatusCode(ua.StatusCodes.BadContinuationPointInvalid)
        return [ua.BrowseResult(StatusCode_=invalid) if rest is None else self.in_parts(ua.BrowseResult(), rest) for rest in rests]

    def in_parts(self, result, references):
        result.References, rest = references[: self.limits["references"]], references[self.limits["references"] :]
        if rest:
            result.ContinuationPoint = os.urandom(8)
            self.open[result.ContinuationPoint] = rest
        return result

    def refuse_more_than(self, limit, asked):
        if len(asked) > limit:
            raise ServiceError(ua.StatusCodes.BadTooManyOperations)


class BrowsingProcessor(UaProcessor):
    """Knows BrowseNext, which the library answers with BadServiceUnsupported, where the server's limits say so."""

    async def _process_message(self, typeid, requesthdr, seqhdr, body):
        known = isinstance(self.session, LimitedSession) and self.session.limits.get("browseNext", True)
        if typeid != BROWSE_NEXT or not known:
            return await super()._process_message(typeid, requesthdr, seqhdr, body)
        response = ua.BrowseNextResponse()
        response.Parameters.Results = await self.session.browse_next(struct_from_binary(ua.BrowseNextParameters, body))
        self.send_response(requesthdr.RequestHandle, seqhdr, response)
        return True


class PeerServer(InternalServer):
    """Shares the standard nodes that were made before the process forked, since making them takes a second."""

    def __init__(self, nodes: dict, config: dict) -> None:
        super().__init__(NamedUsers(config.get("anonymous", False)))
        self.nodes, self.limits = nodes, config.get("limits")

    async def load_standard_address_space(self, shelf_file=None):
        self.aspace._nodes = self.nodes

    def create_session(self, name, user=User(role=UserRole.Anonymous), external=False):
        if self.limits is None:
            return super().create_session(name, user, external)
        session = LimitedSession(self, self.aspace, self.subscription_service, name, user=user, external=external)
        return session.limited(self.limits)


async def client_check(server: Server, config: dict):
    """Judges certificates of clients: by the trust list, and where `refusal` says so, refuses in another manner than the library."""
    store = TrustStore([Path(config["trust"])], [])
    await store.load()
    validate = CertificateValidator(TRUSTED_CLIENTS, store)

    async def check(certificate, application):
        try:
            await validate(certificate, application)
        except ServiceError:
            if "refusal" not in config:
                raise
            if config["refusal"] != "drop":
                raise ServiceError(getattr(ua.StatusCodes, config["refusal"])) from None
            for transport in list(server.iserver.asyncio_transports):
                transport.abort()

    return check


async def secure(server: Server, config: dict, folder: Path, uri: str) -> None:
    name = config["certificate"]
    key, certificate = folder / f"{name}.key.pem", folder / f"{name}.der"
    if name == "generated":
        names = {"countryName": "CN", "organizationName": "Peer", "commonName": "asyncua peer"}
        await setup_self_signed_certificate(key, certificate, uri, "localhost", [ExtendedKeyUsageOID.SERVER_AUTH], names)
    await server.load_certificate(str(certificate))
    await server.load_private_key(str(key))
    if "trust" in config:
        server.iserver.certificate_validator = await client_check(server, config)


async def furnish(server: Server, config: dict) -> None:
    index = await server.register_namespace("urn:example:plant")
    tank = await server.nodes.objects.add_object(index, "Tank")
    level = await tank.add_variable(f"ns={index};s=Tank.Level", "Level", 4.2)
    if config.get("writable"):
        await level.set_writable()
    if config.get("method"):
        await tank.add_method(index, "Drain", lambda parent: [], [], [])
    for number in range(config.get("points", 0)):
        # Adding a node takes the library as long as its parent has children.
        rack = await tank.add_object(index, f"Rack {number // 500}") if number % 500 == 0 else rack
        point = await rack.add_variable(f"ns={index};s=Point.{number}", f"Point {number}", float(number))
        if number == config.get("writablePoint"):
            await point.set_writable()
    for object_id, name in zip(LIMITS, ("read", "browse"), strict=True):
        if config.get("limits", {}).get("declared"):
            await server.get_node(ua.NodeId(object_id)).write_value(ua.Variant(config["limits"][name], ua.VariantType.UInt32))


async def serve(config: dict, nodes: dict, folder: Path, ready: int) -> None:
    server = Server(iserver=PeerServer(nodes, config))
    if not config.get("sample"):
        server.product_uri, server.name, server.manufacturer_name = "urn:example:ex-1", "EX-1", "Example"
    await server.init()
    uri = config.get("uri", f"urn:example:{config['name']}")
    await server.set_application_uri(uri)
    server.set_identity_tokens([getattr(ua, name) for name in config["tokens"]])
    # Discovery answers with the host and port that a client dialled.
    server.set_endpoint(f"opc.tcp://127.0.0.1:{config.get('port', 0)}/plant/")
    policies = [getattr(ua.SecurityPolicyType, name) for name in config["policies"]]
    server.set_security_policy(policies)
    if "certificate" in config:
        await secure(server, config, folder, uri)
    await furnish(server, config)
    await server.start()
    os.write(ready, f"{config['name']} {server.bserver.port}\n".encode())
    await until_input_ends()
    os._exit(0)


async def until_input_ends() -> None:
    ended = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), lambda: os.read(sys.stdin.fileno(), 1) or ended.set())
    await ended.wait()


def main(request: dict) -> None:
    standard = AddressSpace()
    standard_address_space.fill_address_space(NodeManagementService(standard))
    seen, ready = os.pipe()
    for config in request["servers"]:
        if os.fork() == 0:
            asyncio.run(serve(config, standard._nodes, Path(request["folder"]), ready))
    os.close(ready)
    with os.fdopen(seen) as lines:
        ports = dict(next(lines).split() for _ in request["servers"])
    print("ready", json.dumps({name: int(port) for name, port in ports.items()}), flush=True)
    for _ in request["servers"]:
        os.wait()


binary_server_asyncio.UaProcessor = BrowsingProcessor
logging.basicConfig(level=logging.CRITICAL)
main(json.loads(sys.argv[1]))
