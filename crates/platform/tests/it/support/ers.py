"""Reads an evidence record (RFC 4998) with asn1crypto alone and follows it from a file to what each time-stamp stamps.

Prints, for each time-stamp, the path of its token (written beside the record) and the digest it must stamp; whether the
token's signature is good is for OpenSSL to say.
"""

import hashlib
import pathlib
import sys

from asn1crypto import algos, cms, core


class Attribute(core.Sequence):
    _fields = [("type", core.ObjectIdentifier), ("values", core.SetOf, {"spec": core.Any})]


class Attributes(core.SetOf):
    _child_spec = Attribute


class CryptoInfos(core.SequenceOf):
    _child_spec = Attribute


class PartialHashtree(core.SequenceOf):
    _child_spec = core.OctetString


class Hashtree(core.SequenceOf):
    _child_spec = PartialHashtree


class ArchiveTimeStamp(core.Sequence):
    _fields = [
        ("digest_algorithm", algos.DigestAlgorithm, {"implicit": 0, "optional": True}),
        ("attributes", Attributes, {"implicit": 1, "optional": True}),
        ("reduced", Hashtree, {"implicit": 2, "optional": True}),
        ("time_stamp", cms.ContentInfo),
    ]


class Chain(core.SequenceOf):
    _child_spec = ArchiveTimeStamp


class Chains(core.SequenceOf):
    _child_spec = Chain


class DigestAlgorithms(core.SequenceOf):
    _child_spec = algos.DigestAlgorithm


class EvidenceRecord(core.Sequence):
    _fields = [
        ("version", core.Integer),
        ("digest_algorithms", DigestAlgorithms),
        ("crypto_infos", CryptoInfos, {"implicit": 0, "optional": True}),
        ("encryption", core.Sequence, {"implicit": 1, "optional": True}),
        ("chains", Chains),
    ]


def main(record_path, file_path):
    record = EvidenceRecord.load(pathlib.Path(record_path).read_bytes(), strict=True)
    data = pathlib.Path(file_path).read_bytes()
    before = []
    number = 0
    for chain in record["chains"]:
        token = None
        for stamp in chain:
            number += 1
            name = stamp["digest_algorithm"]["algorithm"].native

            def digest(*parts):
                return hashlib.new(name, b"".join(parts)).digest()

            if token is not None:
                leaf = digest(token)
            elif before:
                inner = b"".join(one.dump() for one in before)
                sequence = core.SequenceOf(spec=core.Any, contents=inner)
                leaf = digest(digest(data), digest(sequence.dump()))
            else:
                leaf = digest(data)
            value = leaf
            lists = stamp["reduced"]
            for place, part in enumerate(lists if lists.native is not None else []):
                hashes = set(one.native for one in part)
                if place == 0 and leaf not in hashes:
                    sys.exit(f"time-stamp {number} does not cover what it should")
                hashes.add(value)
                value = digest(*sorted(hashes))
            token = stamp["time_stamp"].dump()
            path = f"{record_path}.{number}.tst"
            pathlib.Path(path).write_bytes(token)
            print(path, name, value.hex())
        before.append(chain)


main(*sys.argv[1:])
