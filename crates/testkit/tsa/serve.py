"""Serves a TEST infrastructure (time-stamps, OCSP, revocation lists, certificates) until standard input ends.

Argument: the folder with pki.yml and keys/. Writes certs/NAME.der there and prints the address.
"""
import os, sys, threading

import yaml
from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig
from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    def log(self, *_):
        pass


class Late:
    """The application, made once the port is known that its addresses name."""
    app = None

    def __call__(self, environ, start_response):
        return self.app(environ, start_response)


folder = sys.argv[1]
late = Late()
server = make_server("127.0.0.1", 0, late, threaded=True, request_handler=Quiet)
prefix = f"http://127.0.0.1:{server.port}"
with open(os.path.join(folder, "pki.yml"), encoding="utf-8") as file:
    settings = yaml.safe_load(file)
config = CertomancerConfig(settings, key_search_dir=folder, config_search_dir=folder, external_url_prefix=prefix)
late.app = Animator(AnimatorArchStore(config.pki_archs), with_web_ui=False)
architecture = config.get_pki_arch(ArchLabel("gov"))
certificates = os.path.join(folder, "certs")
os.makedirs(certificates, exist_ok=True)
for name in settings["pki-architectures"]["gov"]["certs"]:
    with open(os.path.join(certificates, name + ".der"), "wb") as file:
        file.write(architecture.get_cert(CertLabel(name)).dump())
threading.Thread(target=server.serve_forever, daemon=True).start()
print(prefix, flush=True)
sys.stdin.read()
