# Texter vum Beräich: retention.
