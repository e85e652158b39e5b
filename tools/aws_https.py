"""The one HTTPS name of AWS that functions ask for by themselves, answered on loopback by an emulator.

Terraform and the SDKs go where AWS_ENDPOINT_URL says. A function that verifies a token does not: it fetches the keys
from the issuer's own address, `https://cognito-idp.<region>.amazonaws.com/<pool>/.well-known/jwks.json`. The examples
stay as they are; the functions' processes are given a proxy instead (HTTPS_PROXY) and the certificate that it shows
(SSL_CERT_FILE). The proxy hands what it is asked for to the emulator and refuses every other name.
"""

from __future__ import annotations

import http.client
import http.server
import re
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from terraform_env import REGION

HOST = f"cognito-idp.{REGION}.amazonaws.com"

_KEYS = re.compile(r"/[A-Za-z0-9_-]+/\.well-known/[a-z.-]+")

# Run by the emulator's own python, whose environment has `cryptography`.
_MAKE_CERTIFICATE = """
import datetime, pathlib, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
host, folder = sys.argv[1], pathlib.Path(sys.argv[2])
key = ec.generate_private_key(ec.SECP256R1())
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
now = datetime.datetime.now(datetime.timezone.utc)
certificate = (
    x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    .serial_number(x509.random_serial_number())
    .not_valid_before(now - datetime.timedelta(hours=1)).not_valid_after(now + datetime.timedelta(days=1))
    .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), False)
    .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    .sign(key, hashes.SHA256())
)
(folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
(folder / "key.pem").write_bytes(key.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
"""


class _Proxy(http.server.ThreadingHTTPServer):
    """Where the handlers find the emulator and the certificate."""

    daemon_threads = True
    emulator: str
    tls: ssl.SSLContext

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that goes away is the client's business."""


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers CONNECT by talking TLS itself, and GET inside of it from the emulator."""

    server: _Proxy
    inside = False
    timeout = 10

    def do_CONNECT(self) -> None:
        if self.path != f"{HOST}:443":
            self.send_error(403, "only the keys of the emulated user pools are served")
            return
        self.send_response(200, "Connection established")
        self.end_headers()
        self.wfile.flush()
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb", self.rbufsize)
        self.wfile = self.connection.makefile("wb", 0)
        self.inside = True
        self.handle_one_request()
        self.close_connection = True
        self.connection.close()

    def do_GET(self) -> None:
        if not self.inside or not _KEYS.fullmatch(self.path):
            self.send_error(403)
            return
        address = urlsplit(self.server.emulator)
        emulator = http.client.HTTPConnection(address.hostname or "", address.port, timeout=5)
        try:
            emulator.request("GET", self.path)
            answer = emulator.getresponse()
            body = answer.read()
        finally:
            emulator.close()
        self.send_response(answer.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        """Say nothing."""


@contextmanager
def aws_https(emulator: str, python: Path, private: Path) -> Iterator[dict[str, str]]:
    """Serve the issuers of the emulator's user pools; give the variables that a process needs to find them."""
    subprocess.run([str(python), "-c", _MAKE_CERTIFICATE, HOST, str(private)], check=True, timeout=60)
    proxy = _Proxy(("127.0.0.1", 0), _Handler)
    proxy.emulator = emulator
    proxy.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    proxy.tls.load_cert_chain(private / "certificate.pem", private / "key.pem")
    thread = threading.Thread(target=proxy.serve_forever, name="aws-https", daemon=True)
    thread.start()
    here = f"http://127.0.0.1:{proxy.server_port}"
    try:
        yield {
            "HTTPS_PROXY": here,
            "https_proxy": here,
            "NO_PROXY": "127.0.0.1,localhost",
            "no_proxy": "127.0.0.1,localhost",
            "SSL_CERT_FILE": str(private / "certificate.pem"),
        }
    finally:
        proxy.shutdown()
        thread.join()
        proxy.server_close()
