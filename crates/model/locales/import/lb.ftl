# Texter vum Beräich: import.
