//! HTTP towards one platform.
