"""Three programs that we did not write judge a log: its folder, an older checkpoint, a holder's proof and entry.

One JSON object on standard input, one on standard output: the verdict of each, `ok` or what it said.
"""
import base64
import hashlib
import json
import sys
from pathlib import Path

order = json.load(sys.stdin)
folder = Path(order["folder"])
note = (folder / "checkpoint").read_text()
older = order["older"]
log_key, witnesses, quorum = order["log_key"], order["witnesses"], order["quorum"]
entry = bytes.fromhex(order["entry"])
leaf = hashlib.sha256(b"\0" + entry).digest()


def proof_file(text):
    lines = text.split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1" and lines[1].startswith("index "), lines[:2]
    blank = lines.index("")
    hashes = [base64.b64decode(line, validate=True) for line in lines[2:blank]]
    return int(lines[1][6:]), hashes, "\n".join(lines[blank + 1:])


index, path, proof_note = proof_file(order["proof"])
size_of = lambda text: int(text.split("\n")[1])
root_of = lambda text: base64.b64decode(text.split("\n")[2])


def aics():
    import aics_tlog as t
    reader = t.FileSystemTileReader(folder)
    keys = [t.parse_vkey(key) for key in witnesses]
    for text in (note, older, proof_note):
        seen = t.verify_checkpoint(t.parse_note(text), t.parse_vkey(log_key), keys, quorum)
        assert seen.ok, seen.error
    report = t.audit_tiles(reader, size_of(note), root_of(note))
    assert report.size == size_of(note)
    proof = t.consistency_proof_from_tiles(reader, size_of(older), size_of(note))
    assert t.verify_consistency(size_of(older), size_of(note), root_of(older), root_of(note), proof)
    assert t.verify_leaf_inclusion(entry, index, size_of(proof_note), path, root_of(proof_note))
    assert not t.verify_leaf_inclusion(entry + b"x", index, size_of(proof_note), path, root_of(proof_note))


def scales():
    from tlog_scales import signing, tlog
    from tlog_scales.backend import LocalBackend
    from tlog_scales.reader import TilesReader
    reader = TilesReader(LocalBackend(folder))
    checkpoint = reader.get_checkpoint()
    for key in [log_key] + witnesses + order["quantum_safe"]:
        checkpoint.verify(signing.Vkey.from_string(key))
    assert reader.calculate_root_hash() == checkpoint.root_hash
    assert reader.get_entry(index) == entry
    before = tlog.Checkpoint.from_text(older)
    reader.get_consistency_proof(before.size, checkpoint.size).check(before.root_hash, checkpoint.root_hash)
    tlog.InclusionProof(index, size_of(proof_note), path).check(leaf, root_of(proof_note))


def metamorphic():
    import metamorphic_log as m
    head = m.checkpoint_verify(note, [log_key])
    assert head.size == size_of(note)
    m.checkpoint_verify_inclusion(proof_note, [log_key], index, leaf, path)
    from tlog_scales.backend import LocalBackend
    from tlog_scales.reader import TilesReader
    reader = TilesReader(LocalBackend(folder))
    reader.get_checkpoint()
    proof = reader.get_consistency_proof(size_of(older), size_of(note)).node_hashes
    m.checkpoint_verify_consistency(older, note, [log_key], proof)
    try:
        m.checkpoint_verify_inclusion(proof_note, [log_key], index, hashlib.sha256(entry).digest(), path)
    except Exception:
        return
    raise AssertionError("another leaf was accepted")


verdicts = {}
for judge in (aics, scales, metamorphic):
    try:
        judge()
        verdicts[judge.__name__] = "ok"
    except Exception as error:
        verdicts[judge.__name__] = f"{type(error).__name__}: {error}"
json.dump(verdicts, sys.stdout)
