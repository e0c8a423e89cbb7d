//! Hash-chained journal and transparency log: pure algorithms over bytes.
