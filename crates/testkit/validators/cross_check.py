"""What pyHanko finds in signed files of others, in one process: each signature with its cryptography, what was changed
after it, and its indication by EN 319 102-1 (what `pyhanko sign adesverify` does), offline and without any root.

Reads file names from standard input, one to a line; writes one JSON line for each, in the same order.
"""
import asyncio, io, json, sys

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (PdfSignatureValidationSpec, RevinfoOnlineFetchingRule,
                                                 RevocationInfoGatheringSpec, SignatureValidationSpec)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy, FreshnessReqType
from pyhanko_certvalidator.registry import SimpleTrustManager

NOTHING = dict(trust_roots=[], allow_fetching=False)


def specification():
    revocation = CertRevTrustPolicy(REQUIRE_REVINFO, freshness_req_type=FreshnessReqType.DEFAULT)
    policy = CertValidationPolicySpec(trust_manager=SimpleTrustManager.build(trust_roots=[]),
                                      revinfo_policy=revocation)
    gathering = RevocationInfoGatheringSpec(online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY)
    return PdfSignatureValidationSpec(SignatureValidationSpec(cert_validation_policy=policy,
                                                              revinfo_gathering_policy=gathering))


def judge(signature, reader):
    stamp = str(signature.sig_object.get("/Type", "")) == "/DocTimeStamp"
    one = {"field": signature.field_name, "document_timestamp": stamp}
    try:
        if stamp:
            status = validate_pdf_timestamp(signature, ValidationContext(**NOTHING), skip_diff=False)
        else:
            status = validate_pdf_signature(signature, ValidationContext(**NOTHING), ValidationContext(**NOTHING),
                                            skip_diff=False)
            stamped = status.timestamp_validity
            one["stamped"] = bool(stamped and stamped.intact and stamped.valid)
        one.update(intact=bool(status.intact), valid=bool(status.valid),
                   coverage=status.coverage.name,
                   modifications=status.modification_level.name if status.modification_level is not None else None,
                   docmdp_ok=status.docmdp_ok)
        if isinstance(status.diff_result, Exception):
            one["suspicious"] = str(status.diff_result)
        if "/DSS" in reader.root:
            one["later_archive"] = any(
                str(other.sig_object.get("/Type", "")) == "/DocTimeStamp"
                and other.signed_revision > signature.signed_revision
                and "/DSS" in reader.get_historical_root(other.signed_revision)
                for other in reader.embedded_signatures)
            one["store"] = True
    except Exception as error:  # a refusal with a reason
        one["error"] = f"{type(error).__name__}: {error}"
    if not stamp:
        try:
            result = asyncio.run(ades_lta_validation(signature, specification()))
            one["indication"] = type(result.ades_subindic).__name__ + "." + result.ades_subindic.name
        except Exception as error:
            one["ades_error"] = f"{type(error).__name__}: {error}"
    return one


for line in sys.stdin.read().splitlines():
    answer = {"file": line, "signatures": []}
    try:
        with open(line, "rb") as stream:
            reader = PdfFileReader(io.BytesIO(stream.read()), strict=False)
        if reader.encrypted:
            reader.decrypt(b"")
        answer["signatures"] = [judge(signature, reader) for signature in reader.embedded_signatures]
    except Exception as error:
        answer["error"] = f"{type(error).__name__}: {error}"
    print(json.dumps(answer), flush=True)
