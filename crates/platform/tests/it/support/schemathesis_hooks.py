"""What schemathesis must know: a part of an upload and contents in one request are bytes, whatever their content types are called."""

import schemathesis

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
schemathesis.serializer.alias("application/vnd.greffe.contents", "application/octet-stream")
