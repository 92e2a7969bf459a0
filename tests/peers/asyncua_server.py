"""An OPC UA server by an independent hand, configured by one JSON argument; prints "ready" once it listens."""

import asyncio
import json
import logging
import sys
from pathlib import Path

from asyncua import Server, ua
from asyncua.crypto.cert_gen import setup_self_signed_certificate
from asyncua.crypto.truststore import TrustStore
from asyncua.crypto.validator import CertificateValidator, CertificateValidatorOptions
from asyncua.server.user_managers import User, UserRole
from cryptography.x509.oid import ExtendedKeyUsageOID


class NamedUsers:
    """Lets in the one user it knows, and anonymous ones only where they may come."""

    def __init__(self, anonymous: bool) -> None:
        self.anonymous = anonymous

    def get_user(self, iserver, username=None, password=None, certificate=None):
        if username is None:
            return User(role=UserRole.User) if self.anonymous else None
        return User(role=UserRole.User, name=username) if (username, password) == ("operator", "correct horse") else None


async def main(config: dict) -> None:
    folder = Path(config["folder"])
    server = Server(user_manager=NamedUsers(config.get("anonymous", False)))
    await server.init()
    uri = "urn:example:asyncua"
    await server.set_application_uri(uri)
    server.set_identity_tokens([getattr(ua, name) for name in config["tokens"]])
    server.set_endpoint(f"opc.tcp://127.0.0.1:{config['port']}/plant/")
    server.set_security_policy([getattr(ua.SecurityPolicyType, name) for name in config["policies"]])
    if any(name != "NoSecurity" for name in config["policies"]):
        key, certificate = folder / "key.pem", folder / "certificate.der"
        names = {"countryName": "CN", "organizationName": "Peer", "commonName": "asyncua peer"}
        await setup_self_signed_certificate(key, certificate, uri, "localhost", [ExtendedKeyUsageOID.SERVER_AUTH], names)
        await server.load_certificate(str(certificate))
        await server.load_private_key(str(key))
    if config.get("trust"):
        store = TrustStore([Path(config["trust"])], [])
        await store.load()
        options = CertificateValidatorOptions.TRUSTED_VALIDATION | CertificateValidatorOptions.PEER_CLIENT
        server.set_certificate_validator(CertificateValidator(options, store))
    index = await server.register_namespace("urn:example:plant")
    tank = await server.nodes.objects.add_object(index, "Tank")
    level = await tank.add_variable(index, "Level", 4.2)
    if config.get("writable"):
        await level.set_writable()
    async with server:
        print("ready", flush=True)
        await asyncio.Event().wait()


logging.basicConfig(level=logging.CRITICAL)
asyncio.run(main(json.loads(sys.argv[1])))
