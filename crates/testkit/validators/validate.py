"""Validates many PDFs in one process: pyHanko for the signatures, OpenSSL for the bare CMS, zxing-cpp for QR codes.

Reads one JSON object from standard input:
    {"roots": ["<PEM>", ...], "files": [{"file": path, "password": text or null, "qr_page": number or null}, ...]}
Writes one JSON line for each file, in the order of the input; a file that cannot be read has "error".
"""
import hashlib, io, json, os, subprocess, sys, tempfile

from asn1crypto import pem, x509
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def certificates(text):
    return [x509.Certificate.load(der) for _, _, der in pem.unarmor(text.encode(), multiple=True)]


def openssl(signature, roots_file):
    """The CMS and the signed bytes, cut out and given to `openssl cms -verify -cades`; None when it accepts them."""
    with tempfile.TemporaryDirectory() as folder:
        cms, content = os.path.join(folder, "cms.der"), os.path.join(folder, "content.bin")
        reader = signature.reader.stream
        with open(content, "wb") as out:
            ranges = [int(number) for number in signature.byte_range]
            for start, length in zip(ranges[::2], ranges[1::2]):
                reader.seek(start)
                out.write(reader.read(length))
        with open(cms, "wb") as out:
            out.write(signature.signed_data_der if hasattr(signature, "signed_data_der") else signature.pkcs7_content)
        result = subprocess.run(
            ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", cms, "-content", content,
             "-CAfile", roots_file, "-purpose", "any", "-out", os.devnull],
            capture_output=True, text=True)
        return None if result.returncode == 0 else (result.stderr or result.stdout or "openssl gave no reason").strip()


def validate(job, context, roots_file):
    with open(job["file"], "rb") as stream:
        data = stream.read()
    answer = {"file": job["file"], "sha256": hashlib.sha256(data).hexdigest(), "signatures": []}
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    if reader.encrypted:
        result = reader.decrypt((job.get("password") or "").encode())
        if result.status == AuthStatus.FAILED:
            raise ValueError("the password does not open the file")
    answer["pages"] = int(reader.root["/Pages"]["/Count"])
    for signature in reader.embedded_signatures:
        one = {"field": signature.field_name, "subfilter": str(signature.sig_object.get("/SubFilter", "")),
               "type": str(signature.sig_object.get("/Type", ""))}
        try:
            if one["type"] == "/DocTimeStamp":
                continue
            status = validate_pdf_signature(signature, context(), skip_diff=False)
            one.update(
                intact=bool(status.intact), valid=bool(status.valid), trusted=bool(status.trusted),
                coverage=status.coverage.name,
                modifications=status.modification_level.name if status.modification_level is not None else None,
                docmdp_ok=status.docmdp_ok, bottom_line=bool(status.bottom_line),
                signer=status.signing_cert.subject.native.get("common_name"),
                claimed_time=status.signer_reported_dt.isoformat() if status.signer_reported_dt else None,
                digest=status.md_algorithm,
                mechanism=status.pkcs7_signature_mechanism)
        except Exception as error:  # whatever it is, it is a refusal with a reason
            one["error"] = f"{type(error).__name__}: {error}"
        one["openssl"] = openssl(signature, roots_file)
        answer["signatures"].append(one)
    return answer


def qr_texts(job):
    import zxingcpp
    from PIL import Image
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "page")
        page = str(job["qr_page"])
        command = ["pdftoppm", "-png", "-r", "150", "-cropbox", "-f", page, "-l", page, "-singlefile"]
        if job.get("password"):
            command += ["-upw", job["password"]]
        result = subprocess.run(command + [job["file"], target], capture_output=True, text=True)
        if not os.path.exists(target + ".png"):
            raise ValueError("pdftoppm drew nothing: " + result.stderr.strip())
        with Image.open(target + ".png") as image:
            return [code.text for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


def main():
    request = json.load(sys.stdin)
    roots = [certificate for text in request["roots"] for certificate in certificates(text)]
    context = lambda: ValidationContext(trust_roots=roots, allow_fetching=False)
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as roots_file:
        roots_file.write("".join(request["roots"]))
        roots_file.flush()
        for job in request["files"]:
            try:
                answer = validate(job, context, roots_file.name)
            except Exception as error:
                answer = {"file": job["file"], "signatures": [], "error": f"{type(error).__name__}: {error}"}
            if job.get("qr_page"):
                try:
                    answer["qr"] = qr_texts(job)
                except Exception as error:
                    answer["qr_error"] = f"{type(error).__name__}: {error}"
            print(json.dumps(answer), flush=True)


main()
