"""Validates the first signature of a B-LTA file over and over with pyHanko (EN 319 102-1, 5.6.3), offline, and prints the
milliseconds of CPU of one validation."""

import asyncio
import io
import logging
import sys
import time
from datetime import datetime, timezone

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESStatus
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    CertValidationPolicySpec,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

logging.disable(logging.CRITICAL)
pdf, root, at, rounds = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
with open(pdf, "rb") as file:
    data = file.read()
with open(root, "rb") as file:
    roots = [x509.Certificate.load(der) for _, _, der in pem.unarmor(file.read(), multiple=True)]
moment = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(timezone.utc)
policy = CertValidationPolicySpec(
    trust_manager=SimpleTrustManager.build(trust_roots=roots),
    revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
)
spec = PdfSignatureValidationSpec(
    SignatureValidationSpec(
        cert_validation_policy=policy,
        revinfo_gathering_policy=RevocationInfoGatheringSpec(
            online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
        ),
    )
)
timing = ValidationTimingInfo(
    validation_time=moment, best_signature_time=moment, point_in_time_validation=True
)


def once():
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    signature = reader.embedded_regular_signatures[0]
    return asyncio.run(ades_lta_validation(signature, spec, timing_info=timing))


result = once()
if result.ades_subindic.status != AdESStatus.PASSED:
    sys.exit(f"not passed: {result.ades_subindic}")
started = time.process_time()
for _ in range(rounds):
    once()
print((time.process_time() - started) * 1000 / rounds)
