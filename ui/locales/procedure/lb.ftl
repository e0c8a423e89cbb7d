# Texter vum Beräich: procedure.
