# Texter vum Beräich: circuit.
