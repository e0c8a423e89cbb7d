# Texter vum Beräich: circuit.
origin-signed = Vun enger Persoun am Ëmlaf ënnerschriwwen
