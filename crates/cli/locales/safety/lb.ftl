# Texter vum Beräich: safety.
