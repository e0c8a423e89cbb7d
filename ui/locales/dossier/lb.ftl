# Texter vum Beräich: dossier.
