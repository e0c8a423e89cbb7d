# Texter vum Beräich: letter.
