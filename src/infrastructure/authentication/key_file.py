"""A private key in a file that only its owner can read, made once however many processes start together."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from moments.infrastructure.private_files import make_folder


def read_or_make(path: Path) -> RSAPrivateKey:
    """The key in the file; makes file and key where there is none.

    Raises RuntimeError, with what to do, where the file holds something else.
    """
    if not path.exists():
        _make(path)
    path.chmod(0o600)
    return _read(path)


def _make(path: Path) -> None:
    """The key is written whole under another name and then linked: the first of two processes wins."""
    make_folder(path.parent)
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.") as draft:  # made with mode 0600
        draft.write(_pem(rsa.generate_private_key(public_exponent=65537, key_size=2048)))
        draft.flush()
        os.fsync(draft.fileno())
        try:
            os.link(draft.name, path)
        except FileExistsError:
            return


def _pem(key: RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _read(path: Path) -> RSAPrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except ValueError:
        key = None
    if not isinstance(key, RSAPrivateKey):
        raise RuntimeError(f"{path} holds no RSA key; remove it, and a new one is made (tokens end then)")
    return key
