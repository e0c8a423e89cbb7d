"""What schemathesis must know of tus: a part of an upload is bytes, whatever its content type is called."""

import schemathesis

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
