"""Reads ETSI TS 119 102-2 reports with bindings that were generated from the standard's schema (pyHanko, extra `etsi`).

Strict: nothing unknown, nothing that is required missing, children in the order of the schema, every reference to an
object that is there, identifiers unique. Prints for each file what the report says, or why it is refused.
"""

import dataclasses
import json
import sys

from lxml import etree
from pyhanko.generated.etsi import ts_11910202 as ts
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.parsers.config import ParserConfig

UNORDERED = (ts.SignatureAttributesType,)


def check(value, path, problems, references):
    if isinstance(value, ts.VOReferenceType):
        references.extend((path, reference) for reference in value.voreference)
    if isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            check(item, f"{path}[{index}]", problems, references)
        return
    if not dataclasses.is_dataclass(value):
        return
    for field in dataclasses.fields(value):
        item = getattr(value, field.name)
        if field.metadata.get("required") and item is None:
            problems.append(f"{path}.{field.name} is missing")
        if field.metadata.get("min_occurs", 0) > 0 and isinstance(item, (list, tuple)) and not item:
            problems.append(f"{path}.{field.name} is empty")
        check(item, f"{path}.{field.name}", problems, references)


def order(element, value, problems):
    """Children stand in the order in which the schema's sequence has them."""
    if not dataclasses.is_dataclass(value):
        return
    fields = {}
    for rank, field in enumerate(dataclasses.fields(value)):
        if field.metadata.get("type") != "Element":
            continue
        fields[field.metadata.get("name", field.name)] = (rank, field.name)
    last, seen = -1, {}
    for child in element:
        name = etree.QName(child).localname
        if name not in fields:
            continue
        rank, attribute = fields[name]
        if rank < last and not isinstance(value, UNORDERED):
            problems.append(f"{element.tag}: {name} is out of order")
        last = max(last, rank)
        inner = getattr(value, attribute)
        if isinstance(inner, (list, tuple)):
            index = seen.get(name, 0)
            seen[name] = index + 1
            inner = inner[index] if index < len(inner) else None
        order(child, inner, problems)


def read(path):
    data = open(path, "rb").read()
    config = ParserConfig(
        fail_on_unknown_properties=True, fail_on_unknown_attributes=True, fail_on_converter_warnings=True
    )
    report = XmlParser(config=config).from_bytes(data, ts.ValidationReport)
    tree = etree.fromstring(data)
    problems, references = [], []
    check(report, "report", problems, references)
    order(tree, report, problems)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    problems.extend(f"{one} stands twice" for one in set(ids) if ids.count(one) > 1)
    problems.extend(f"{path} names {one}" for path, one in references if one not in ids)
    return {
        "problems": problems,
        "references": len(references),
        "signatures": [
            {
                "main": one.signature_validation_status.main_indication.rsplit(":", 1)[1],
                "sub": [sub.rsplit(":", 1)[1] for sub in one.signature_validation_status.sub_indication],
                "process": one.signature_validation_process.signature_validation_process_id.rsplit(":", 1)[1],
                "digest": bytes(one.signers_document.digest_alg_and_value.digest_value.value).hex()
                if one.signers_document
                else None,
            }
            for one in report.signature_validation_report
        ],
        "objects": sorted(
            one.object_type.rsplit(":", 1)[1]
            for one in (
                report.signature_validation_objects.validation_object if report.signature_validation_objects else ()
            )
        ),
    }


for path in sys.argv[1:]:
    try:
        print(json.dumps(read(path)))
    except Exception as error:  # noqa: BLE001: whatever it is, the report is refused
        print(json.dumps({"problems": [f"{type(error).__name__}: {error}"], "references": 0, "signatures": [], "objects": []}))
