"""Signs a PDF over and over with pyHanko, PAdES B-B, and prints the milliseconds of CPU of one signature."""

import io
import sys
import time

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

pdf, key, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
signer = signers.SimpleSigner.load_pkcs12(key, passphrase=b"bench")
metadata = signers.PdfSignatureMetadata(
    field_name="Signature1", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
)
with open(pdf, "rb") as file:
    data = file.read()


def once():
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    return signers.sign_pdf(writer, metadata, signer=signer, output=io.BytesIO())


if rounds > 1:
    once()
started = time.process_time()
for _ in range(rounds):
    once()
print((time.process_time() - started) * 1000 / rounds)
