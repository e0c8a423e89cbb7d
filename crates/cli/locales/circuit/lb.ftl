# Texter vum Beräich: circuit.
origin-signed = ënnerschriwwen
