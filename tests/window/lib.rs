//! The journey through the real window; the tests stand in `tests/`. They need `ui/dist` (`cargo xtask web`), the
//! programs `greffe-desktop` and `greffe-platform` in the same build folder, WebKitWebDriver, and a display.
