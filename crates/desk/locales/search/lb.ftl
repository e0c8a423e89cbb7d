# Texter vum Beräich: search.
