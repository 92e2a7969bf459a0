"""Makes the certificates of the peers, right and wrong ones, as one JSON argument says: files NAME.der, NAME.pem, NAME.key.pem."""

import json
import sys
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime.now(UTC)
# Signature algorithms in DER: sha256WithRSAEncryption and sha1WithRSAEncryption differ in their last byte alone.
RSA_SHA256 = bytes.fromhex("06092a864886f70d01010b")
RSA_SHA1 = bytes.fromhex("06092a864886f70d010105")


def key_usage(authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=not authority,
        key_encipherment=not authority,
        data_encipherment=not authority,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def alternative_names(wish: dict) -> list[x509.GeneralName]:
    uris = [x509.UniformResourceIdentifier(wish["uri"])] if "uri" in wish else []
    hosts = [x509.DNSName(name) for name in wish.get("dns", [])]
    return uris + hosts + [x509.IPAddress(ip_address(address)) for address in wish.get("addresses", [])]


def signed_with_sha1(certificate: x509.Certificate, key: rsa.RSAPrivateKey) -> bytes:
    """The same certificate under SHA-1, which the library does not sign with any more."""
    content = certificate.tbs_certificate_bytes.replace(RSA_SHA256, RSA_SHA1)
    signature = key.sign(content, padding.PKCS1v15(), hashes.SHA1())
    whole = certificate.public_bytes(serialization.Encoding.DER).replace(RSA_SHA256, RSA_SHA1)
    return whole.replace(certificate.signature, signature)


class Workshop:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.issuers: dict[str, tuple[x509.Certificate, rsa.RSAPrivateKey]] = {}

    def make(self, wish: dict) -> None:
        name, authority = wish["name"], wish.get("authority", False)
        key = rsa.generate_private_key(public_exponent=65537, key_size=wish.get("bits", 2048))
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Peer")])
        issuer, issuer_key = self.issuers.get(wish.get("issuer", ""), (None, key))
        first_day, last_day = wish.get("days", [-1, 730])
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.subject if issuer else subject)
            .not_valid_before(NOW + timedelta(days=first_day))
            .not_valid_after(NOW + timedelta(days=last_day))
            .serial_number(x509.random_serial_number())
            .public_key(key.public_key())
            .add_extension(x509.BasicConstraints(ca=authority or wish.get("flaggedAsAuthority", False), path_length=None), critical=True)
        )
        names = alternative_names(wish)
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        if wish.get("usage", True):
            builder = builder.add_extension(key_usage(authority), critical=True)
            both = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
            builder = builder if authority else builder.add_extension(x509.ExtendedKeyUsage(both), critical=False)
        certificate = builder.sign(issuer_key, hashes.SHA256())
        der = signed_with_sha1(certificate, issuer_key) if wish.get("sha1") else certificate.public_bytes(serialization.Encoding.DER)
        self.write(name, der, key)
        if authority:
            self.issuers[name] = (certificate, key)
            self.write_revocation_list(name, certificate, key)

    def write(self, name: str, der: bytes, key: rsa.RSAPrivateKey) -> None:
        pem = x509.load_der_x509_certificate(der).public_bytes(serialization.Encoding.PEM)
        form = serialization.PrivateFormat.PKCS8
        (self.folder / f"{name}.der").write_bytes(der)
        (self.folder / f"{name}.pem").write_bytes(pem)
        (self.folder / f"{name}.key.pem").write_bytes(
            key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
        )

    def write_revocation_list(self, name: str, certificate: x509.Certificate, key: rsa.RSAPrivateKey) -> None:
        builder = x509.CertificateRevocationListBuilder().issuer_name(certificate.subject)
        revocations = builder.last_update(NOW - timedelta(days=1)).next_update(NOW + timedelta(days=30)).sign(key, hashes.SHA256())
        (self.folder / f"{name}.crl.pem").write_bytes(revocations.public_bytes(serialization.Encoding.PEM))


request = json.loads(sys.argv[1])
workshop = Workshop(Path(request["folder"]))
for wish in request["certificates"]:
    workshop.make(wish)
