//! Setting letters from templates.
