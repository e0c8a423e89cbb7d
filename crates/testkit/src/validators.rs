//! Independent validators.
