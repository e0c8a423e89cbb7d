"""Validates many PDFs in one process: pyHanko for the signatures, OpenSSL for the bare CMS, zxing-cpp for QR codes.

Reads one JSON object from standard input:
    {"roots": ["<PEM>", ...], "files": [{"file": path, "password": text or null, "qr_page": number or null,
     "levels": true or absent}, ...]}
Writes one JSON line for each file, in the order of the input; a file that cannot be read has "error".
"""
import asyncio, hashlib, io, json, os, subprocess, sys, tempfile
from datetime import datetime, timedelta, timezone

from asn1crypto import pem, x509
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.ades import ades_lta_validation, simulate_future_ades_lta_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.policy_decl import (PdfSignatureValidationSpec, RevinfoOnlineFetchingRule,
                                                 RevocationInfoGatheringSpec, SignatureValidationSpec)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy, FreshnessReqType
from pyhanko_certvalidator.registry import SimpleTrustManager


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


def openssl_ts(token, data, roots_file):
    """A time-stamp token given to `openssl ts -verify`; None when it accepts it."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("token.der", "data.bin")]
        for path, content in zip(paths, (token, data)):
            with open(path, "wb") as out:
                out.write(content)
        result = subprocess.run(["openssl", "ts", "-verify", "-token_in", "-in", paths[0], "-data", paths[1],
                                 "-CAfile", roots_file], capture_output=True, text=True)
        return None if result.returncode == 0 else (result.stderr or result.stdout or "openssl gave no reason").strip()


def covered(signature):
    stream, ranges = signature.reader.stream, [int(number) for number in signature.byte_range]
    pieces = []
    for start, length in zip(ranges[::2], ranges[1::2]):
        stream.seek(start)
        pieces.append(stream.read(length))
    return b"".join(pieces)


def level(signature, reader, roots):
    """The level by what pyHanko finds and by what lets it validate without network, and why it is no higher one."""
    nothing = dict(trust_roots=roots, allow_fetching=False)
    status = validate_pdf_signature(signature, ValidationContext(**nothing), ValidationContext(**nothing))
    stamped = status.timestamp_validity
    if stamped is None or not (stamped.valid and stamped.intact and stamped.trusted):
        return "B-B", "no time-stamp that can be trusted"
    if "/DSS" not in reader.root:
        return "B-T", "no validation data"
    # With nothing but the validation data in the file, all revocation required.
    try:
        store = DocumentSecurityStore.read_dss(reader)
        context = lambda: store.as_validation_context(dict(nothing, revocation_mode="require"))
        status = validate_pdf_signature(signature, context(), context())
        if not (status.bottom_line and status.timestamp_validity.trusted):
            return "B-T", f"{status.trust_problem_indic} {status.timestamp_validity.trust_problem_indic}"
    except Exception as error:
        return "B-T", f"{type(error).__name__}: {error}"
    revocation = CertRevTrustPolicy(REQUIRE_REVINFO, freshness_req_type=FreshnessReqType.DEFAULT)
    policy = CertValidationPolicySpec(trust_manager=SimpleTrustManager.build(trust_roots=roots),
                                      revinfo_policy=revocation)
    gathering = RevocationInfoGatheringSpec(online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY)
    spec = PdfSignatureValidationSpec(SignatureValidationSpec(cert_validation_policy=policy,
                                                              revinfo_gathering_policy=gathering))
    later = any(str(other.sig_object.get("/Type", "")) == "/DocTimeStamp"
                and other.signed_revision > signature.signed_revision
                and "/DSS" in reader.get_historical_root(other.signed_revision)
                for other in reader.embedded_signatures)
    if not later:
        return "B-LT", "no time-stamp over the validation data"
    # EN 319 102-1, 5.6.3 (what `pyhanko sign adesverify` does), now and when all answers in the file have long expired.
    result = asyncio.run(ades_lta_validation(signature, spec))
    if result.ades_subindic != AdESPassed.OK:
        return "B-LT", f"{result.ades_subindic} {result.failure_msg}"
    future = datetime.now(timezone.utc) + timedelta(days=3 * 365)
    result = asyncio.run(simulate_future_ades_lta_validation(signature, spec, future))
    if result.ades_subindic != AdESPassed.OK:
        return "B-LT", f"in three years: {result.ades_subindic} {result.failure_msg}"
    return "B-LTA", None


def validate(job, context, roots_file, roots):
    with open(job["file"], "rb") as stream:
        data = stream.read()
    answer = {"file": job["file"], "sha256": hashlib.sha256(data).hexdigest(), "signatures": []}
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    if reader.encrypted:
        result = reader.decrypt((job.get("password") or "").encode())
        if result.status == AuthStatus.FAILED:
            raise ValueError("the password does not open the file")
    answer["pages"] = int(reader.root["/Pages"]["/Count"])
    answer["time_stamps"] = []
    for signature in reader.embedded_signatures:
        one = {"field": signature.field_name, "subfilter": str(signature.sig_object.get("/SubFilter", "")),
               "type": str(signature.sig_object.get("/Type", ""))}
        try:
            if one["type"] == "/DocTimeStamp":
                if job.get("levels"):
                    answer["time_stamps"].append(
                        openssl_ts(signature.signed_data_der if hasattr(signature, "signed_data_der")
                                   else signature.pkcs7_content, covered(signature), roots_file))
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
            if job.get("levels"):
                one["level"], one["level_error"] = level(signature, reader, roots)
                one["time_stamps"] = []
                info = signature.signer_info
                for attribute in info["unsigned_attrs"] if info["unsigned_attrs"] else []:
                    if attribute["type"].native == "signature_time_stamp_token":
                        for token in attribute["values"]:
                            one["time_stamps"].append(openssl_ts(token.dump(), info["signature"].native, roots_file))
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
                answer = validate(job, context, roots_file.name, roots)
            except Exception as error:
                answer = {"file": job["file"], "signatures": [], "error": f"{type(error).__name__}: {error}"}
            if job.get("qr_page"):
                try:
                    answer["qr"] = qr_texts(job)
                except Exception as error:
                    answer["qr_error"] = f"{type(error).__name__}: {error}"
            print(json.dumps(answer), flush=True)


main()
