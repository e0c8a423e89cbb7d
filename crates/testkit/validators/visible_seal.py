"""A second decoder of visible seals, written from the specification alone.

Reads one JSON request from standard input: {"pdf", "folder", "certificate", "quick"}. Draws the first page with pdftoppm
at 150, 200 and 300 dpi, spoils the picture (rotation, noise, JPEG, low light), reads the DataMatrix symbol of each with
zxing-cpp, decodes the seal, and verifies its ECDSA signature with the package `cryptography`. Writes one JSON line for
each picture; the pictures stay in the folder for another reader.
"""

import datetime
import io
import json
import pathlib
import subprocess
import sys

import numpy
import zxingcpp
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from PIL import Image

C40 = "   " + " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Cursor:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        if self.at + count > len(self.data):
            raise ValueError("too short")
        piece = self.data[self.at : self.at + count]
        self.at += count
        return piece


def c40(cursor, count):
    text = ""
    while len(text) < count:
        high, low = cursor.take(2)
        if high == 0xFE:
            text += chr(low - 1)
            continue
        packed = high * 256 + low - 1
        text += "".join(C40[value] for value in (packed // 1600, packed // 40 % 40, packed % 40) if value >= 3)
    return text[:count]


def day(cursor):
    number = int.from_bytes(cursor.take(3), "big")
    return datetime.date(number % 10000, number // 1000000, number // 10000 % 100).isoformat()


def decode(data):
    cursor = Cursor(data)
    magic, version = cursor.take(2)
    if (magic, version) != (0xDC, 0x03):
        raise ValueError("no visible seal of header version 4")
    seal = {"country": c40(cursor, 3).strip()}
    signer = c40(cursor, 6)
    seal["signer"] = signer[:4]
    seal["reference"] = c40(cursor, int(signer[4:], 10 if signer[:4] == "DEZV" else 16))
    seal["issued_on"], seal["signed_on"] = day(cursor), day(cursor)
    seal["definition"], seal["category"] = cursor.take(2)
    seal["values"] = {}
    while True:
        start = cursor.at
        tag, length = cursor.take(2)
        if length == 0x81:
            length = cursor.take(1)[0]
        value = cursor.take(length)
        if tag == 0xFF:
            break
        seal["values"][f"{tag:02X}"] = value.hex()
    if cursor.at != len(data):
        raise ValueError("something follows the signature")
    return seal, data[:start], value


def verified(certificate, signed, signature):
    key = certificate.public_key()
    half = len(signature) // 2
    if half != (key.curve.key_size + 7) // 8:
        return False
    numbers = [int.from_bytes(part, "big") for part in (signature[:half], signature[half:])]
    digest = hashes.SHA256() if key.curve.key_size <= 256 else hashes.SHA384()
    try:
        key.verify(encode_dss_signature(*numbers), signed, ec.ECDSA(digest))
    except InvalidSignature:
        return False
    return True


def spoiled(page, turn, way, random):
    picture = page.rotate(turn, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255) if turn else page
    values = numpy.asarray(picture).astype(float)
    if "dark" in way:
        # A dim lamp: less light, and less of it towards one side.
        values = values * numpy.linspace(0.28, 0.5, values.shape[1])[None, :] + 6
    if "noise" in way:
        values = values + random.normal(0, 18, values.shape)
    picture = Image.fromarray(numpy.clip(values, 0, 255).astype("uint8"))
    if "jpeg" in way:
        packed = io.BytesIO()
        picture.save(packed, "JPEG", quality=40)
        return packed.getvalue(), "jpg"
    packed = io.BytesIO()
    picture.save(packed, "PPM")
    return packed.getvalue(), "pgm"


def main():
    request = json.load(sys.stdin)
    folder = pathlib.Path(request["folder"])
    certificate = x509.load_pem_x509_certificate(request["certificate"].encode())
    random = numpy.random.default_rng(7)
    turns = [0, 3] if request["quick"] else [0, 2, -3, 5, 7]
    ways = ["clean", "noise-jpeg"] if request["quick"] else ["clean", "noise", "jpeg", "noise-jpeg", "dark-noise"]
    for dpi in (150, 200, 300):
        page = folder / f"page-{dpi}"
        subprocess.run(
            ["pdftoppm", "-r", str(dpi), "-gray", "-f", "1", "-l", "1", "-singlefile", request["pdf"], page], check=True
        )
        drawn = Image.open(f"{page}.pgm")
        for turn in turns:
            for way in ways:
                data, extension = spoiled(drawn, turn, way, random)
                file = folder / f"{dpi}-{turn}-{way}.{extension}"
                file.write_bytes(data)
                line = {"file": str(file), "dpi": dpi, "turn": turn, "way": way, "seals": []}
                for symbol in zxingcpp.read_barcodes(
                    Image.open(io.BytesIO(data)), formats=zxingcpp.BarcodeFormat.DataMatrix
                ):
                    raw = bytes(symbol.bytes)
                    try:
                        seal, signed, signature = decode(raw)
                    except ValueError as error:
                        line["error"] = str(error)
                        continue
                    seal["verified"] = verified(certificate, signed, signature)
                    seal["bytes"] = raw.hex()
                    line["seals"].append(seal)
                print(json.dumps(line))


main()
