# Texter vum Beräich: directory.
